"""What a trial of Optuna costs beside its objective, in the columns of RecordingBenchmark; docs/benchmarks.md says how.

Random sampling of so many real parameters, the norm as the objective, one process, one trial after the other. The measured
trials come after some that warm up. Processor time of PostgreSQL is that of all processes of the server, which must be on
this machine.
"""

import argparse
import csv
import math
import os
import resource
import sys
import tempfile
import time

import optuna

COLUMNS = ("database,chunk,workers,parameters,who,seconds,trials,trials_per_second,of_plain,client_cpu_ms_per_trial,"
           "server_cpu_ms_per_trial,rows_per_trial,bytes_per_trial,statements_per_trial,commits_per_trial,"
           "allocated_bytes_per_trial").split(",")
TICKS = os.sysconf("SC_CLK_TCK")


def client_seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


class Sqlite:
    name = "SQLite"

    def __init__(self, folder):
        self.file = os.path.join(folder, "optuna.db")
        self.url = "sqlite:///" + self.file

    def bytes(self):
        return os.path.getsize(self.file)

    def server_seconds(self):
        return 0.0

    def rows(self):
        import sqlite3
        with sqlite3.connect(self.file) as connection:
            return count_rows(connection.cursor())


class Postgres:
    name = "PostgreSQL"

    def __init__(self, url):
        import psycopg2
        self.url = url
        self.connection = psycopg2.connect(url.replace("postgresql+psycopg2://", "postgresql://"))
        self.connection.autocommit = True
        with self.connection.cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            self.postmaster = parent(cursor.fetchone()[0])

    def bytes(self):
        with self.connection.cursor() as cursor:
            cursor.execute("select pg_database_size(current_database())")
            return cursor.fetchone()[0]

    def server_seconds(self):
        """Of all processes of the server, those that have ended included: the postmaster inherits their time."""
        total = sum(int(ticks) for ticks in stat(self.postmaster)[11:15])
        for process in filter(str.isdigit, os.listdir("/proc")):
            try:
                fields = stat(process)
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(fields[1]) == self.postmaster:
                total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def rows(self):
        with self.connection.cursor() as cursor:
            return count_rows(cursor)


def stat(process):
    with open(f"/proc/{process}/stat") as file:
        return file.read().rpartition(")")[2].split()


def parent(process):
    return int(stat(process)[1])


def count_rows(cursor):
    total = 0
    for table in ("trials", "trial_params", "trial_values", "trial_intermediate_values", "trial_user_attributes",
                  "trial_system_attributes", "trial_heartbeats"):
        cursor.execute("select count(*) from " + table)
        total += cursor.fetchone()[0]
    return total


def measure(store, parameters, warm_up, trials):
    names = [f"x{i}" for i in range(parameters)]

    def norm(trial):
        return math.sqrt(sum(trial.suggest_float(name, -1, 1) ** 2 for name in names))

    study = optuna.create_study(study_name=f"recording-{parameters}", storage=store.url,
                                sampler=optuna.samplers.RandomSampler(seed=1))
    study.optimize(norm, n_trials=warm_up)
    rows = store.rows()
    size, client, server, begun = store.bytes(), client_seconds(), store.server_seconds(), time.perf_counter()
    study.optimize(norm, n_trials=trials)
    seconds = time.perf_counter() - begun
    client, server = client_seconds() - client, store.server_seconds() - server
    return {"database": store.name, "chunk": 1, "workers": 1, "parameters": parameters,
            "who": "Optuna " + optuna.__version__, "seconds": f"{seconds:.3f}", "trials": trials,
            "trials_per_second": f"{trials / seconds:.1f}", "client_cpu_ms_per_trial": f"{1000 * client / trials:.4f}",
            "server_cpu_ms_per_trial": f"{1000 * server / trials:.4f}",
            "rows_per_trial": f"{(store.rows() - rows) / trials:.0f}",
            "bytes_per_trial": f"{(store.bytes() - size) / trials:.0f}"}


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--postgres", help="an empty database: postgresql+psycopg2://USER:PASSWORD@HOST:PORT/NAME;"
                                              " without it, SQLite; the same for every number of parameters")
    arguments.add_argument("--parameters", default="2,20")
    arguments.add_argument("--warm-up", type=int, default=100)
    arguments.add_argument("--trials", type=int, default=500)
    given = arguments.parse_args()
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    out = csv.DictWriter(sys.stdout, COLUMNS, restval="", lineterminator="\n")
    out.writeheader()
    for parameters in map(int, given.parameters.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            store = Postgres(given.postgres) if given.postgres else Sqlite(folder)
            out.writerow(measure(store, parameters, given.warm_up, given.trials))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
