package dev.nocturne.store;

import dev.nocturne.summary.StudyReport.Improvement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The trials of a run with one objective that were better than all before them. */
final class IncumbentPath {
    private static final int MOST = 1000;

    private IncumbentPath() {}

    /** In order; of more than a thousand every second or so, and the last. */
    static List<Improvement> improvements(SearchedTrials searched) {
        var scan = searched.scan();
        List<Improvement> all = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        for (int place = 0; place < scan.size(); place++) {
            if (searched.isCompared(place) && searched.loss(place) < least) {
                least = searched.loss(place);
                all.add(new Improvement(scan.id(place), scan.objective(place)));
            }
        }
        int stride = SearchedTrials.stride(all.size(), MOST - 1);
        return IntStream.range(0, all.size())
                .filter(i -> i % stride == 0 || i == all.size() - 1)
                .mapToObj(all::get)
                .toList();
    }
}
