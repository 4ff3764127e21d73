package dev.nocturne.batch;

import dev.nocturne.space.Point;
import dev.nocturne.space.PointReader;
import dev.nocturne.store.ChampionRecord;
import dev.nocturne.store.JdbcChampions;
import dev.nocturne.study.Study;
import java.util.Optional;

/**
 * The champion with which a run begins. Immutable.
 *
 * @param number which it is; empty if there is none, or it is not evaluated again
 * @param point its parameters; empty as the number
 * @param note why the study's champion is not evaluated again; empty if it is, or there is none
 */
record IncomingChampion(Optional<Integer> number, Optional<Point> point, Optional<String> note) {
    private static final IncomingChampion NONE =
            new IncomingChampion(Optional.empty(), Optional.empty(), Optional.empty());

    /** The champion for a run of the study; the search space may have changed since it was promoted. */
    static IncomingChampion of(Study study, JdbcChampions champions) {
        if (study.champion().isEmpty()) {
            return NONE;
        }
        return champions
                .current(study.name())
                .map(champion -> fitting(champion, study))
                .orElse(NONE);
    }

    private static IncomingChampion fitting(ChampionRecord champion, Study study) {
        PointReader.Reading reading = new PointReader(study.space()).read(champion.parameters());
        if (reading instanceof PointReader.Fits fits) {
            return new IncomingChampion(Optional.of(champion.number()), Optional.of(fits.point()), Optional.empty());
        }
        String why = ((PointReader.Misfit) reading).why();
        return new IncomingChampion(
                Optional.empty(),
                Optional.empty(),
                Optional.of("champion " + champion.number()
                        + " is not evaluated, as it is no point of the search space any more: " + why));
    }
}
