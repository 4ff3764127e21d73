package dev.nocturne.space;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Counts which constraints points break, to tell a person which of them ask too much. Not thread-safe. */
public final class Refusals {
    private static final int NAMED = 3;

    private final List<Constraint> constraints;
    private final long[] broken;
    private final List<Optional<String>> obstacles = new ArrayList<>();
    private long points;

    /** Counts nothing yet. */
    public Refusals(SearchSpace space) {
        constraints = space.constraints();
        broken = new long[constraints.size()];
        constraints.forEach(constraint -> obstacles.add(Optional.empty()));
    }

    /** Counts a point, and says how many constraints it breaks. */
    public int count(Point point) {
        points++;
        int brokenHere = 0;
        for (int i = 0; i < broken.length; i++) {
            Constraint constraint = constraints.get(i);
            if (!constraint.holds(point.values())) {
                brokenHere++;
                if (broken[i]++ == 0) {
                    obstacles.set(i, constraint.obstacle(point.values()));
                }
            }
        }
        return brokenHere;
    }

    /** How many points were counted. */
    public long points() {
        return points;
    }

    /** The constraints that were broken most, and how often: the end of a sentence. */
    public String worst() {
        List<Integer> order = IntStream.range(0, broken.length)
                .filter(i -> broken[i] > 0)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> -broken[i]))
                .toList();
        String named = order.stream().limit(NAMED).map(this::described).collect(Collectors.joining(", "));
        return order.size() > NAMED ? named + " and " + (order.size() - NAMED) + " more" : named;
    }

    private String described(int i) {
        String share = broken[i] == points
                ? "refused all"
                : String.format(Locale.ROOT, "refused %,d of %,d", broken[i], points);
        return "'" + constraints.get(i).text() + "' " + share
                + obstacles.get(i).map(why -> " (" + why + ")").orElse("");
    }
}
