package dev.nocturne.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Scale;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.space.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class GaussianProcessSearchTest extends StrategyContract {
    @Override
    String name() {
        return "gp";
    }

    /** Each test proposes every trial of a run several times over, in all the spaces. */
    @Override
    int trials() {
        return 18;
    }

    private static final SearchSpace MIXED = SearchSpace.of(
            new ContinuousParameter("rate", 1e-4, 0.1, Scale.LOG),
            new IntegerParameter("n", 1, 30),
            new CategoricalParameter("k", List.of("a", "b", "c")));

    private static double mixed(dev.nocturne.space.Point point) {
        double octaves = (StrictMath.log10(point.number("rate")) + 2) * 2;
        double steps = (point.number("n") - 7) / 10;
        return octaves * octaves + steps * steps + (point.text("k").equals("b") ? 0 : 0.5);
    }

    /** The same bits on every machine and after every change that is not meant to change proposals. */
    @Test
    void goldenProposal() {
        var run = Rehearsal.in(MIXED).run("gp", 30, GaussianProcessSearchTest::mixed);
        var last = run.get(28).point();
        assertThat(List.of(last.text("rate"), last.text("n"), last.text("k"))).containsExactly("0.1", "8", "c");
    }

    @Test
    void findsTheBottomOfAMixedBowlInThirtyTrials() {
        var run = Rehearsal.in(MIXED).run("gp", 30, GaussianProcessSearchTest::mixed);
        assertThat(Rehearsal.best(run)).isLessThan(0.02);
    }

    /** The narrow best is in a branch that looks bad at first. */
    @Test
    void doesNotGiveABranchUp() {
        var space = SearchSpace.of(
                new CategoricalParameter("learner", List.of("wide", "narrow")),
                new ContinuousParameter("a", 0, 1, Scale.LINEAR, 11, when("learner", new Value.Text("wide"))),
                new ContinuousParameter("b", 0, 1, Scale.LINEAR, 11, when("learner", new Value.Text("narrow"))));
        var run = Rehearsal.in(space).run("gp", 60, point -> {
            if (point.text("learner").equals("wide")) {
                return 0.2 + (point.number("a") - 0.5) * (point.number("a") - 0.5);
            }
            double off = (point.number("b") - 0.83) / 0.12;
            return 1 - Math.max(0, 1 - off * off);
        });
        assertThat(Rehearsal.best(run)).isLessThan(0.01);
    }
}
