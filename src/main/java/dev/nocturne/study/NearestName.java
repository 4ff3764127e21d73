package dev.nocturne.study;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant. */
public final class NearestName {
    private static final int SHORTEST_BEGINNING = 3;

    private NearestName() {}

    /**
     * The candidate closest to what was written, by optimal string alignment without regard to case, the first of equally
     * close ones. If none is close enough to be worth a suggestion, the only one that begins with what was written, so that
     * random is taken for random_search; else empty.
     */
    public static Optional<String> of(String written, Collection<String> candidates) {
        String wanted = written.toLowerCase(Locale.ROOT);
        int allowed = Math.max(1, Math.min(4, wanted.length() / 2));
        String nearest = null;
        int least = allowed + 1;
        for (String candidate : candidates) {
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
            boolean alike = distance < Math.max(written.length(), candidate.length());
            if (distance < least && (alike || distance == 0)) {
                least = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest).or(() -> onlyOneThatBegins(wanted, candidates));
    }

    private static Optional<String> onlyOneThatBegins(String wanted, Collection<String> candidates) {
        List<String> longer = candidates.stream()
                .filter(candidate -> candidate.toLowerCase(Locale.ROOT).startsWith(wanted))
                .toList();
        return wanted.length() >= SHORTEST_BEGINNING && longer.size() == 1
                ? Optional.of(longer.get(0))
                : Optional.empty();
    }

    private static int distance(String a, String b) {
        if (a.length() > 100 || b.length() > 100) {
            return a.equals(b) ? 0 : Integer.MAX_VALUE;
        }
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, d, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int[][] d, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
