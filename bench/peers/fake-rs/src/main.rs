// ROWS employees of 13 fields by the crate `fake`, as NDJSON to nowhere. Prints rows.
use std::io::{BufWriter, Write};

use fake::faker::address::en::{CityName, CountryCode, StreetName};
use fake::faker::job::en::Title;
use fake::faker::name::en::{FirstName, LastName};
use fake::faker::phone_number::en::PhoneNumber;
use fake::Fake;
use rand::{rngs::StdRng, Rng, SeedableRng};

#[derive(serde::Serialize)]
struct Employee {
    id: String,
    first: String,
    last: String,
    email: String,
    title: String,
    gender: &'static str,
    birth: String,
    hired: String,
    active: bool,
    street: String,
    city: String,
    country: String,
    phone: String,
}

fn date(rng: &mut StdRng, from: u32, to: u32) -> String {
    format!("{:04}-{:02}-{:02}", rng.random_range(from..to), rng.random_range(1..13), rng.random_range(1..29))
}

fn main() {
    let rows: u64 = std::env::args().nth(1).and_then(|a| a.parse().ok()).expect("ROWS");
    let file = std::fs::OpenOptions::new().write(true).open("/dev/null").expect("/dev/null");
    let mut out = BufWriter::with_capacity(1 << 20, file);
    let mut rng = StdRng::seed_from_u64(7);
    for i in 0..rows {
        let first: String = FirstName().fake_with_rng(&mut rng);
        let last: String = LastName().fake_with_rng(&mut rng);
        let row = Employee {
            id: format!("{:032x}", rng.random::<u128>()),
            email: format!("{first}.{last}{i}@example.com").to_lowercase(),
            title: Title().fake_with_rng(&mut rng),
            gender: if rng.random::<bool>() { "female" } else { "male" },
            birth: date(&mut rng, 1960, 2008),
            hired: date(&mut rng, 2010, 2026),
            active: rng.random_ratio(92, 100),
            street: StreetName().fake_with_rng(&mut rng),
            city: CityName().fake_with_rng(&mut rng),
            country: CountryCode().fake_with_rng(&mut rng),
            phone: PhoneNumber().fake_with_rng(&mut rng),
            first,
            last,
        };
        serde_json::to_writer(&mut out, &row).expect("JSON");
        out.write_all(b"\n").expect("write");
    }
    out.flush().expect("flush");
    println!("{rows}");
}
