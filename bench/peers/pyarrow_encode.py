"""pyarrow writing arrays that are ready (the Parquet file FILE, read beforehand) to Parquet in memory, over and over.
Arguments: FILE, codec, times. Prints rows and the CPU seconds of the writing alone."""
import os
import sys

import pyarrow as pa
import pyarrow.parquet as pq

path, codec, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
pa.set_cpu_count(1)
pa.set_io_thread_count(1)
table = pq.read_table(path).combine_chunks()


class Nowhere:
    closed = False

    def __init__(self):
        self.at = 0

    def write(self, data):
        self.at += len(data)
        return len(data)

    def tell(self):
        return self.at

    def flush(self):
        pass

    def close(self):
        pass


pq.write_table(table, pa.PythonFile(Nowhere(), mode="w"), compression=codec)
start = os.times()
for _ in range(times):
    pq.write_table(table, pa.PythonFile(Nowhere(), mode="w"), compression=codec)
end = os.times()
print(table.num_rows * times, end.user + end.system - start.user - start.system)
