package dev.nocturne.strategy.cma;

import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.strategy.numeric.PortableMath;
import dev.nocturne.study.Observation;
import dev.nocturne.study.TrialRandom;
import java.util.ArrayList;
import java.util.List;

/** How one generation follows from the one before and its results; a search that is over gives way to a larger one. */
final class Evolution {
    /** So many generations are the least that a restart with a doubled population should have ahead of it. */
    private static final int GENERATIONS_OF_A_RUN = 25;

    private static final double UNMUTATED = 0.73;
    private static final long RESTARTS = 0x52455354L;

    private final Layout layout;
    private final Sampler sampler;
    private final FeasibleRegion region;
    private final StrategySettings settings;
    private final int block;
    private final double discreteMargin;

    /**
     * @param block trials of a generation, before any restart
     */
    Evolution(Layout layout, FeasibleRegion region, StrategySettings settings, int block) {
        this.layout = layout;
        this.region = region;
        this.sampler = new Sampler(layout, region);
        this.settings = settings;
        this.block = block;
        this.discreteMargin = 1 - PortableMath.exp(PortableMath.log(UNMUTATED) / Math.max(1, layout.discrete()));
    }

    Sampler sampler() {
        return sampler;
    }

    /** The first generation, from what is known before it; a look around if that is little. */
    Generation first(int firstTrial, List<Observation> known) {
        boolean isScouting = known.stream().filter(trial -> !trial.failed()).count() < block;
        return generation(firstTrial, block, isScouting, Start.from(layout, known));
    }

    private Generation generation(int firstTrial, int population, boolean isScouting, Start start) {
        var weights =
                Weights.of(Math.max(1, layout.genes()), population, layout.genes() > Shape.MOST_GENES_OF_A_MATRIX);
        double[][] probabilities = start.probabilities().clone();
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = ChoiceModel.withMargin(probabilities[i], discreteMargin);
        }
        return new Generation(
                firstTrial,
                population,
                isScouting,
                weights,
                withMargin(start.genes()),
                ChoiceModel.starting(probabilities),
                Progress.NONE);
    }

    /**
     * The generation after one whose members have all ended.
     *
     * @param known what the search began with
     */
    Generation next(Generation generation, List<Observation> members, List<Observation> known) {
        if (generation.isScouting()) {
            var seen = new ArrayList<>(known);
            members.stream().filter(Observation::teaches).forEach(seen::add);
            return generation(generation.endTrial(), block, false, Start.from(layout, seen));
        }
        var weights = generation.weights();
        double[] toMean = weights.shared(weights.toMean(), members);
        double[] toShape = weights.shared(weights.toShape(), members);
        double[][] genes = new double[members.size()][];
        int[][] choices = new int[members.size()][];
        for (int i = 0; i < genes.length; i++) {
            var individual = recognized(generation, generation.firstTrial() + i, members.get(i));
            choices[i] = individual.choices();
            genes[i] = toMean[i] > 0 ? centred(individual.genes(), generation.genes()) : individual.genes();
        }
        var progress = generation.progress().after(members, layout.genes());
        var model = generation.genes();
        if (layout.genes() > 0) {
            model = withMargin(model.updated(weights, genes, toMean, toShape));
        }
        if (progress.isOver(layout, model, generation.population())) {
            return restart(generation);
        }
        return new Generation(
                generation.endTrial(),
                generation.population(),
                false,
                weights,
                model,
                generation.choices().updated(choices, toMean, discreteMargin),
                progress);
    }

    private GeneModel withMargin(GeneModel model) {
        return new Margin(layout, discreteMargin).kept(model);
    }

    /** IPOP: from elsewhere with twice the population (Auger and Hansen, CEC 2005). */
    private Generation restart(Generation before) {
        int doubled = 2 * before.population();
        int population = doubled <= settings.horizon() / GENERATIONS_OF_A_RUN ? doubled : before.population();
        var random = new TrialRandom(settings.seed() ^ RESTARTS, before.endTrial());
        double[] mean = layout.individual(region.draw(random)).genes();
        for (int i = 0; i < mean.length; i++) {
            mean[i] = Double.isNaN(mean[i]) ? random.nextDouble() : mean[i];
        }
        return generation(before.endTrial(), population, false, Start.at(layout, mean));
    }

    /**
     * The member behind a trial. One that the distribution has drawn is drawn again, because a trial does not tell from
     * where a gene was rounded; genes that were drawn but not active are as neutral as any draw. Other points count with
     * what is known of them, and of those that teach nothing nothing is.
     */
    private Individual recognized(Generation generation, int trialId, Observation member) {
        if (!member.teaches()) {
            return layout.unknown();
        }
        var drawn = sampler.draw(generation, new TrialRandom(settings.seed(), trialId));
        return layout.isAt(drawn, member.coordinates())
                ? layout.active(drawn, member.coordinates())
                : layout.individual(member.coordinates());
    }

    /** Puts genes that were rounded to another level than the mean's into the middle of that level. */
    private double[] centred(double[] genes, GeneModel model) {
        double[] centred = genes.clone();
        for (int gene = 0; gene < genes.length; gene++) {
            if (layout.isStepped(gene) && !Double.isNaN(genes[gene])) {
                var axis = layout.geneAxis(gene);
                long level = axis.levelOf(genes[gene]);
                if (level != axis.levelOf(model.mean()[gene])) {
                    centred[gene] = axis.level(level);
                }
            }
        }
        return centred;
    }
}
