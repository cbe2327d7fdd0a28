// ROWS employees of 13 fields by gofakeit, as NDJSON to nowhere. Prints rows.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/brianvoe/gofakeit/v7"
)

type employee struct {
	ID      string `json:"id"`
	First   string `json:"first"`
	Last    string `json:"last"`
	Email   string `json:"email"`
	Title   string `json:"title"`
	Gender  string `json:"gender"`
	Birth   string `json:"birth"`
	Hired   string `json:"hired"`
	Active  bool   `json:"active"`
	Street  string `json:"street"`
	City    string `json:"city"`
	Country string `json:"country"`
	Phone   string `json:"phone"`
}

func main() {
	rows, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	file, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		panic(err)
	}
	out := bufio.NewWriterSize(file, 1<<20)
	encoder := json.NewEncoder(out)
	fake := gofakeit.New(7)
	from, to := time.Date(1960, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := 0; i < rows; i++ {
		first, last := fake.FirstName(), fake.LastName()
		row := employee{fake.UUID(), first, last, strings.ToLower(first + "." + last + strconv.Itoa(i) + "@example.com"), fake.JobTitle(), fake.Gender(),
			fake.DateRange(from, to).Format("2006-01-02"), fake.DateRange(from, to).Format("2006-01-02"), fake.Bool(), fake.Street(), fake.City(),
			fake.CountryAbr(), fake.Phone()}
		if err := encoder.Encode(&row); err != nil {
			panic(err)
		}
	}
	out.Flush()
	fmt.Println(rows)
}
