"""Runs other tuners on the tasks of the efficiency benchmark; docs/benchmarks.md says how.

The tasks are evaluated by dev.nocturne.bench.TaskServer, so that both sides see the very same functions, noise and shifts.
Each tuner is asked for a trial, and told results in the order of trials; with lag n, n - 1 trials are always pending.
Results are JSON lines that EfficiencyBenchmark reads.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import warnings
from collections import deque

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")
warnings.filterwarnings("ignore")


class Tasks:
    """The task server, a child process."""

    def __init__(self, classpath, sources):
        self.server = subprocess.Popen(
            ["java", "-XX:+UseSerialGC", "-cp", classpath, "dev.nocturne.bench.TaskServer", *sources],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.all = json.loads(self.server.stdout.readline())

    def evaluate(self, task, seed, shift, trial, parameters):
        question = {"task": task["name"], "seed": seed, "shift": shift, "trial": trial, "parameters": parameters}
        self.server.stdin.write(json.dumps(question) + "\n")
        self.server.stdin.flush()
        answer = self.server.stdout.readline()
        if not answer:
            raise SystemExit(f"The task server gave up on {question}")
        return json.loads(answer)


def active(parameter, values):
    return all(values.get(parent) in allowed for parent, allowed in parameter["when"].items())


class OptunaTuner:
    def __init__(self, task, sampler):
        import optuna
        optuna.logging.set_verbosity(optuna.logging.ERROR)
        self.params = task["params"]
        self.study = optuna.create_study(sampler=sampler)

    def ask(self):
        trial = self.study.ask()
        values = {}
        for p in self.params:
            if not active(p, values):
                continue
            if p["type"] == "float":
                values[p["name"]] = trial.suggest_float(p["name"], p["low"], p["high"], log=p["log"])
            elif p["type"] == "int":
                values[p["name"]] = trial.suggest_int(p["name"], int(p["low"]), int(p["high"]), log=p["log"])
            else:
                values[p["name"]] = trial.suggest_categorical(p["name"], p["choices"])
        return trial, values

    def tell(self, trial, loss):
        self.study.tell(trial, loss)


def optuna_tpe(task, seed, budget):
    from optuna.samplers import TPESampler
    return OptunaTuner(task, TPESampler(seed=seed))


def optuna_tpe_liar(task, seed, budget):
    from optuna.samplers import TPESampler
    return OptunaTuner(task, TPESampler(seed=seed, constant_liar=True))


def optuna_gp(task, seed, budget):
    import torch
    from optuna.samplers import GPSampler
    torch.set_num_threads(1)
    return OptunaTuner(task, GPSampler(seed=seed))


def optuna_cma(task, seed, budget):
    from optuna.samplers import CmaEsSampler
    return OptunaTuner(task, CmaEsSampler(seed=seed))


def optuna_random(task, seed, budget):
    from optuna.samplers import RandomSampler
    return OptunaTuner(task, RandomSampler(seed=seed))


class NevergradTuner:
    """Conditions are not known to it: parameters that are not active are left out of what it proposed."""

    def __init__(self, task, seed, budget):
        import nevergrad as ng
        import numpy as np
        self.params = task["params"]
        space = ng.p.Dict(**{p["name"]: self.parameter(ng, p) for p in self.params})
        space.random_state = np.random.RandomState(seed)
        self.optimizer = ng.optimizers.NGOpt(parametrization=space, budget=budget)

    @staticmethod
    def parameter(ng, p):
        if p["type"] == "categorical":
            return ng.p.Choice(p["choices"])
        if p["log"]:
            parameter = ng.p.Log(lower=p["low"], upper=p["high"])
        else:
            parameter = ng.p.Scalar(lower=p["low"], upper=p["high"])
        return parameter.set_integer_casting() if p["type"] == "int" else parameter

    def ask(self):
        candidate = self.optimizer.ask()
        values = {}
        for p in self.params:
            if active(p, values):
                value = candidate.value[p["name"]]
                values[p["name"]] = value if p["type"] == "categorical" else min(max(value, p["low"]), p["high"])
        return candidate, values

    def tell(self, candidate, loss):
        self.optimizer.tell(candidate, loss)


class HyperoptTuner:
    """Its suggest function, called for one trial at a time; conditions as choices within choices."""

    def __init__(self, task, seed, budget):
        import numpy as np
        from hyperopt import Trials
        from hyperopt.base import Domain
        self.params = {p["name"]: p for p in task["params"]}
        self.space = self.level({})
        self.domain = Domain(lambda values: 0.0, self.space)
        self.trials = Trials()
        self.random = np.random.default_rng(seed)
        self.seen = []

    def level(self, fixed, last=None):
        """The parameters that become active with the last word that was chosen, and what follows from their own."""
        from hyperopt import hp
        parents = {parent for p in self.params.values() for parent in p["when"]}
        space = {}
        for name, p in self.params.items():
            opens = not p["when"] if last is None else last in p["when"] and active(p, fixed)
            if opens and name in parents:
                space[name] = hp.choice(name, [
                    {name: choice, **self.level({**fixed, name: choice}, name)} for choice in p["choices"]])
            elif opens:
                space[name] = self.leaf(hp, name, p)
        return space

    @staticmethod
    def leaf(hp, name, p):
        from math import log
        if p["type"] == "categorical":
            return hp.choice(name, p["choices"])
        if p["type"] == "int":
            if p["log"]:
                return hp.qloguniform(name, log(max(p["low"] - 0.5, p["low"] / 2)), log(p["high"] + 0.5), 1)
            return hp.quniform(name, p["low"] - 0.5, p["high"] + 0.5, 1)
        if p["log"]:
            return hp.loguniform(name, log(p["low"]), log(p["high"]))
        return hp.uniform(name, p["low"], p["high"])

    def ask(self):
        from hyperopt import space_eval, tpe
        ids = self.trials.new_trial_ids(1)
        self.trials.refresh()
        documents = tpe.suggest(ids, self.domain, self.trials, int(self.random.integers(2**31 - 1)))
        self.trials.insert_trial_docs(documents)
        self.trials.refresh()
        document = self.trials._dynamic_trials[-1]
        chosen = {name: value[0] for name, value in document["misc"]["vals"].items() if value}
        values = {}
        self.flatten(space_eval(self.space, chosen), values)
        for name, value in values.items():
            p = self.params[name]
            if p["type"] != "categorical":
                value = min(max(value, p["low"]), p["high"])
                values[name] = int(value) if p["type"] == "int" else float(value)
        return document, values

    def flatten(self, tree, values):
        for name, value in tree.items():
            if isinstance(value, dict):
                self.flatten(value, values)
            else:
                values[name] = value

    def tell(self, document, loss):
        from hyperopt import JOB_STATE_DONE, STATUS_OK
        document["state"] = JOB_STATE_DONE
        document["result"] = {"status": STATUS_OK, "loss": loss}
        self.trials.refresh()


PEERS = {
    "optuna_random": optuna_random,
    "optuna_tpe": optuna_tpe,
    "optuna_tpe_liar": optuna_tpe_liar,
    "optuna_gp": optuna_gp,
    "optuna_cma": optuna_cma,
    "nevergrad_ngopt": NevergradTuner,
    "hyperopt_tpe": HyperoptTuner,
}


def run(tasks, task, peer, seed, lag, shift, budgets):
    budget = max(budgets)
    tuner = PEERS[peer](task, seed, budget)
    pending = deque()
    answers = []
    cpu = 0.0
    for trial in range(budget):
        started = time.process_time()
        while len(pending) >= lag:
            handle, loss = pending.popleft()
            tuner.tell(handle, loss)
        handle, values = tuner.ask()
        cpu += time.process_time() - started
        answer = tasks.evaluate(task, seed, shift, trial, values)
        answers.append(answer)
        pending.append((handle, answer["observed"]))
    for limit in budgets:
        best = min(answers[:limit], key=lambda answer: answer["observed"])
        yield {"suite": task["suite"], "task": task["name"], "strategy": peer, "seed": seed, "lag": lag, "shift": shift,
               "budget": limit, "regret": best["regret"], "value": best["value"], "cpu": cpu / budget}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", default=["own"], help="folders of tasks, or own")
    parser.add_argument("--classpath", required=True, help="of the project's tests")
    parser.add_argument("--peers", default="optuna_tpe,optuna_cma")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--budgets", default="30,60,120")
    parser.add_argument("--lag", type=int, default=1)
    parser.add_argument("--shift", action="store_true")
    parser.add_argument("--only", default="", help="part of the names of tasks or suites; several with commas")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    tasks = Tasks(options.classpath, options.sources)
    budgets = [int(budget) for budget in options.budgets.split(",")]
    with open(options.out, "a", encoding="utf-8") as out:
        for seed in range(options.first_seed, options.first_seed + options.seeds):
            for peer in options.peers.split(","):
                for task in tasks.all:
                    if not any(part in task["suite"] + "/" + task["name"] for part in options.only.split(",")):
                        continue
                    if options.shift and task["suite"] == "tables":
                        continue
                    try:
                        for result in run(tasks, task, peer, seed, options.lag, options.shift, budgets):
                            out.write(json.dumps(result) + "\n")
                        out.flush()
                    except Exception as failure:  # a tuner's bug costs one run, not the night
                        print(f"{peer} {task['name']} {seed}: {failure!r}", file=sys.stderr)


if __name__ == "__main__":
    main()
