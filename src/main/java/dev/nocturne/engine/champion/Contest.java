package dev.nocturne.engine.champion;

import dev.nocturne.study.ChampionSettings;
import dev.nocturne.study.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Decides whether a challenger takes the champion's place. Their results on equal seeds are compared in pairs, which takes
 * out what the seeds have in common; the p-values are corrected for the number of challengers, so that a night in which
 * none is better promotes one with at most the stated probability. Immutable.
 */
public final class Contest {
    private final ChampionSettings settings;
    private final Direction direction;

    public Contest(ChampionSettings settings, Direction direction) {
        this.settings = settings;
        this.direction = direction;
    }

    /** The decision of a night in which there was no champion: the challenger with the best mean is the first. */
    public Decision first(List<Confirmed> challengers) {
        List<Comparison> all =
                challengers.stream().map(one -> Comparison.of(one)).toList();
        Optional<Comparison> best = all.stream()
                .filter(one -> one.failed() == 0 && one.mean().isPresent())
                .min(Comparator.<Comparison>comparingDouble(
                                one -> direction.loss(one.mean().getAsDouble()))
                        .thenComparingInt(Comparison::trialId));
        String promoted = "the best mean of " + settings.confirm() + " seeds: the study's first champion";
        return decision(Optional.empty(), all, best, promoted, "another trial has a better mean");
    }

    /** The decision of a night with a champion. */
    public Decision between(Confirmed champion, List<Confirmed> challengers) {
        List<Comparison> tested =
                adjusted(challengers.stream().map(one -> compare(champion, one)).toList());
        Optional<Comparison> best = tested.stream()
                .filter(one ->
                        one.adjustedPValue().isPresent() && one.adjustedPValue().getAsDouble() <= settings.level())
                .min(Comparator.<Comparison>comparingDouble(one -> -one.gain().getAsDouble())
                        .thenComparingInt(Comparison::trialId));
        Comparison champions = Comparison.of(champion);
        if (champion.failed() > 0) {
            String note = "the champion failed in " + champion.failed() + " of " + settings.confirm()
                    + " evaluations, so nothing is compared with it";
            return decision(Optional.of(champions.noted("stays: " + note)), tested, Optional.empty(), "", note);
        }
        return decision(
                Optional.of(champions.noted(best.isPresent() ? "replaced" : "stays")),
                tested,
                best,
                best.map(this::won).orElse(""),
                "passed the test as well, but another challenger gained more");
    }

    /**
     * What is known of a night that had no time to evaluate all of them as often as it should: nobody is promoted.
     *
     * @param withChampion whether the first is the champion
     */
    public Decision undecided(List<Confirmed> candidates, boolean withChampion) {
        List<Comparison> all = candidates.stream()
                .map(one -> Comparison.of(one)
                        .noted("not promoted: the run's time was over before all were evaluated again"))
                .toList();
        return withChampion
                ? new Decision(Optional.of(all.get(0).noted("stays")), all.subList(1, all.size()), Optional.empty())
                : new Decision(Optional.empty(), all, Optional.empty());
    }

    private Decision decision(
            Optional<Comparison> champion,
            List<Comparison> all,
            Optional<Comparison> best,
            String promoted,
            String outdone) {
        List<Comparison> noted = new ArrayList<>();
        for (Comparison one : all) {
            boolean isBest =
                    best.filter(winner -> winner.trialId() == one.trialId()).isPresent();
            noted.add(one.noted(isBest ? promoted : note(one, outdone)));
        }
        Optional<Comparison> winner = noted.stream()
                .filter(one ->
                        best.filter(found -> found.trialId() == one.trialId()).isPresent())
                .findFirst();
        return new Decision(champion, noted, winner);
    }

    private String note(Comparison one, String outdone) {
        if (one.failed() > 0) {
            return "failed in " + one.failed() + " of " + settings.confirm() + " evaluations";
        } else if (one.mean().isPresent()
                && one.gain().isEmpty()
                && one.pValue().isEmpty()) {
            return outdone;
        } else if (one.gain().isPresent() && one.gain().getAsDouble() <= settings.minimumGain()) {
            return one.gain().getAsDouble() <= 0 ? "no better than the champion" : "better by less than minimum-gain";
        } else if (one.adjustedPValue().isPresent() && one.adjustedPValue().getAsDouble() > settings.level()) {
            return "better on average, but that may be luck: " + probability(one) + " is above the level of "
                    + settings.level() + (one.bySigns() ? bySigns() : "");
        }
        return outdone;
    }

    /** Who gained as much with every seed wants to know why that is not enough, and what would be. */
    private String bySigns() {
        int challengers = settings.challengers();
        return "; all " + settings.confirm()
                + " differences are equal, so only their signs count: for a promotion by signs"
                + " alone at level " + settings.level() + " with " + challengers
                + (challengers == 1 ? " challenger" : " challengers") + ", set confirm: " + settings.confirmBySigns();
    }

    private String won(Comparison one) {
        return "better than the champion by more than chance: " + probability(one) + ", and the level is "
                + settings.level();
    }

    /** What is tiny says nothing by its digits. */
    private static String probability(Comparison one) {
        double p = one.adjustedPValue().getAsDouble();
        return p < 0.0001 ? "p < 0.0001" : String.format(Locale.ROOT, "p = %.3g", p);
    }

    /** Only all pairs together are what the level is promised for; who fails now and then is no better, whatever its mean. */
    private Comparison compare(Confirmed champion, Confirmed challenger) {
        if (champion.failed() + challenger.failed() > 0
                || champion.completed() != settings.confirm()
                || challenger.completed() != settings.confirm()) {
            return Comparison.of(challenger);
        }
        double[] before = champion.losses(direction);
        double[] now = challenger.losses(direction);
        double rounding = 8 * Math.ulp(Math.max(largest(before), largest(now)));
        double[] gains = IntStream.range(0, now.length)
                .mapToDouble(i -> before[i] - now[i])
                .toArray();
        double mean = Arrays.stream(gains).average().orElseThrow();
        if (!Double.isFinite(mean)) {
            return Comparison.of(challenger);
        }
        double[] beyond = Arrays.stream(gains)
                .map(gain -> gain - settings.minimumGain())
                .map(gain -> Math.abs(gain) <= rounding ? 0 : gain)
                .toArray();
        boolean noiseless = isConstant(before, rounding) && isConstant(now, rounding);
        double pValue = Differences.pValue(settings.test(), beyond, rounding, noiseless);
        boolean bySigns = Differences.countBySigns(settings.test(), beyond, rounding, noiseless);
        return Comparison.of(challenger, OptionalDouble.of(mean), OptionalDouble.of(pValue), bySigns);
    }

    private static double largest(double[] numbers) {
        return Arrays.stream(numbers).map(Math::abs).max().orElse(0);
    }

    private static boolean isConstant(double[] numbers, double rounding) {
        return Arrays.stream(numbers).allMatch(one -> Math.abs(one - numbers[0]) <= rounding);
    }

    /** Holm's: the smallest p-value counts for all tests, the next for one less, and none comes out below one before it. */
    private static List<Comparison> adjusted(List<Comparison> all) {
        List<Integer> order = IntStream.range(0, all.size())
                .boxed()
                .filter(i -> all.get(i).pValue().isPresent())
                .sorted(Comparator.comparingDouble(i -> all.get(i).pValue().getAsDouble()))
                .toList();
        List<Comparison> adjusted = new ArrayList<>(all);
        double least = 0;
        int left = all.size();
        for (int i : order) {
            least = Math.max(least, Math.min(1, left * all.get(i).pValue().getAsDouble()));
            left--;
            adjusted.set(i, all.get(i).adjusted(least));
        }
        return adjusted;
    }
}
