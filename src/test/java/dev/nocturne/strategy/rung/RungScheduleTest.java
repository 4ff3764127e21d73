package dev.nocturne.strategy.rung;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.study.BudgetSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RungScheduleTest {
    private static final BudgetSettings TO_NINE = new BudgetSettings(1, 9, 3, "tpe");

    /** One bracket after the other: nine, three, one. */
    @Test
    void successiveHalvingWithoutDelay() {
        var schedule = new RungSchedule(Bracket.ofSuccessiveHalving(TO_NINE), 1);

        assertThat(shown(schedule, 0, 28))
                .containsExactly(
                        "0", "0", "0", "0", "0", "0", "0", "0", "0", "1 0-8", "1 0-8", "1 0-8", "2 9-11", "0", "0", "0",
                        "0", "0", "0", "0", "0", "0", "1 13-21", "1 13-21", "1 13-21", "2 22-24", "0", "0");
        assertThat(required(schedule, 0, 28))
                .containsExactly(
                        0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 9, 9, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 22, 22, 22, 25, 25,
                        25);
        assertThat(shown(schedule, 13_000_009, 13_000_010)).containsExactly("1 13000000-13000008");
    }

    /** The example of the class's own description: three trials of other brackets after each rung. */
    @Test
    void withADelayOtherBracketsComeBetweenTheRungs() {
        var schedule = new RungSchedule(Bracket.ofSuccessiveHalving(TO_NINE), 4);

        assertThat(shown(schedule, 0, 26))
                .containsExactly(
                        "0",
                        "0",
                        "0",
                        "0",
                        "0",
                        "0",
                        "0",
                        "0",
                        "0", // A
                        "0",
                        "0",
                        "0", // B
                        "1 0-8",
                        "1 0-8",
                        "1 0-8", // A
                        "0",
                        "0",
                        "0", // B
                        "2 12-14", // A
                        "0",
                        "0",
                        "0", // B
                        "0",
                        "0",
                        "0", // C
                        "1 9-11,15-17,19-21"); // B
        assertThat(required(schedule, 9, 26))
                .containsExactly(0, 0, 0, 9, 9, 9, 9, 9, 9, 15, 15, 15, 15, 15, 15, 15, 22);
        assertThat(entrants(schedule, 0, 26))
                .isEqualTo(IntStream.range(0, 21).boxed().toList());
    }

    /** The brackets of Li et al. for R = 9 and eta = 3: 9 at 1, 5 at 3, 3 at 9. */
    @Test
    void hyperbandsBracketsTakeTurns() {
        assertThat(Bracket.ofHyperband(TO_NINE))
                .containsExactly(
                        new Bracket(0, List.of(9, 3, 1)), new Bracket(1, List.of(5, 1)), new Bracket(2, List.of(3)));
        var schedule = new RungSchedule(Bracket.ofHyperband(TO_NINE), 1);

        assertThat(shown(schedule, 0, 24))
                .containsExactly(
                        "0", "0", "0", "0", "0", "0", "0", "0", "0", "1 0-8", "1 0-8", "1 0-8", "2 9-11", "1", "1", "1",
                        "1", "1", "2 13-17", "2", "2", "2", "0", "0");
        assertThat(entrants(schedule, 0, 24))
                .isEqualTo(IntStream.range(0, 19).boxed().toList());
    }

    /** Table 1 of Li et al.: R = 81, eta = 3. */
    @Test
    void hyperbandsBracketsAreThoseOfItsAuthors() {
        assertThat(Bracket.ofHyperband(new BudgetSettings(1, 81, 3, "tpe")))
                .containsExactly(
                        new Bracket(0, List.of(81, 27, 9, 3, 1)),
                        new Bracket(1, List.of(34, 11, 3, 1)),
                        new Bracket(2, List.of(15, 5, 1)),
                        new Bracket(3, List.of(8, 2)),
                        new Bracket(4, List.of(5)));
    }

    /** As docs/strategies.md tells it. */
    @ParameterizedTest
    @CsvSource({"1, 39", "16, 84", "27, 117"})
    void howLateTheFirstTrialAtTheWholeBudgetComes(int delay, int first) {
        var budget = new BudgetSettings(1, 27, 3, "tpe");
        var halving = new RungSchedule(Bracket.ofSuccessiveHalving(budget), delay);
        assertThat(firstOnRung(3, halving)).isEqualTo(first);
        var hyperband = new RungSchedule(Bracket.ofHyperband(budget), delay);
        assertThat(firstOnRung(3, hyperband)).isLessThanOrEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 9, 3, 1",
        "1, 9, 3, 4",
        "1, 9, 3, 9",
        "1, 27, 3, 8",
        "1, 27, 3, 27",
        "1, 4, 2, 3",
        "1, 2, 2, 2",
        "1, 64, 2, 16",
        "1, 64, 2, 64",
        "1, 100, 10, 7",
        "1, 64, 4, 64"
    })
    void everyRungComesAfterAllOfTheOneBelowHasItsIds(double min, double max, int factor, int delay) {
        var budget = new BudgetSettings(min, max, factor, "tpe");
        for (List<Bracket> kinds : List.of(Bracket.ofSuccessiveHalving(budget), Bracket.ofHyperband(budget))) {
            var schedule = new RungSchedule(kinds, delay);
            var places = new ArrayList<List<Integer>>();
            int before = 0;
            long entrant = 0;
            for (int id = 0; id < 20_000; id++) {
                Slot slot = schedule.at(id);
                int required = schedule.required(id);
                assertThat(required).isBetween(before, id);
                before = required;
                if (slot instanceof Slot.Promotion promotion) {
                    assertThat(promotion.below()).isSorted().allMatch(below -> below < required);
                    assertThat(promotion.below().get(promotion.below().size() - 1))
                            .isLessThanOrEqualTo(id - delay);
                    assertThat(promotion.below())
                            .allMatch(below -> schedule.at(below).rung() == promotion.rung() - 1);
                    var place = new ArrayList<>(promotion.below());
                    place.add(promotion.place());
                    places.add(place);
                } else if (slot instanceof Slot.Entry entry) {
                    assertThat(entry.number()).isEqualTo(entrant++);
                }
            }
            assertThat(places).doesNotHaveDuplicates();
            assertThat(schedule.stretches()).as("what is kept of the schedule").isLessThan(2_000);
        }
    }

    /** A process that starts in the middle of a run asks for late trials first. */
    @Test
    void itDoesNotMatterWhichTrialIsAskedForFirst() {
        for (int delay : List.of(1, 5, 16)) {
            var budget = new BudgetSettings(1, 27, 3, "tpe");
            var inOrder = new RungSchedule(Bracket.ofHyperband(budget), delay);
            for (int id = 0; id < 3_000; id++) {
                inOrder.at(id);
            }
            var late = new RungSchedule(Bracket.ofHyperband(budget), delay);
            for (int id = 2_999; id >= 0; id--) {
                assertThat(late.at(id)).isEqualTo(inOrder.at(id));
                assertThat(late.required(id)).isEqualTo(inOrder.required(id));
            }
        }
    }

    @Test
    void theLastIdThatThereIsHasAPlace() {
        var schedule = new RungSchedule(Bracket.ofHyperband(new BudgetSettings(1, 1_000_000, 10, "tpe")), 64);

        assertThat(schedule.at(Integer.MAX_VALUE)).isNotNull();
        assertThat(schedule.required(Integer.MAX_VALUE)).isBetween(1, Integer.MAX_VALUE);
    }

    private static int firstOnRung(int rung, RungSchedule schedule) {
        return IntStream.iterate(0, id -> id + 1)
                .filter(id -> schedule.at(id).rung() == rung)
                .findFirst()
                .orElseThrow();
    }

    /** The rung of each trial, and the trials of the rung below. */
    private static List<String> shown(RungSchedule schedule, int from, int end) {
        return IntStream.range(from, end)
                .mapToObj(id -> {
                    Slot slot = schedule.at(id);
                    return slot.rung()
                            + (slot instanceof Slot.Promotion promotion ? " " + ranges(promotion.below()) : "");
                })
                .toList();
    }

    private static String ranges(List<Integer> ids) {
        var text = new StringBuilder();
        int from = 0;
        for (int i = 0; i < ids.size(); i++) {
            if (i + 1 == ids.size() || ids.get(i + 1) != ids.get(i) + 1) {
                text.append(text.isEmpty() ? "" : ",")
                        .append(ids.get(from))
                        .append('-')
                        .append(ids.get(i));
                from = i + 1;
            }
        }
        return text.toString();
    }

    private static List<Integer> required(RungSchedule schedule, int from, int end) {
        return IntStream.range(from, end).mapToObj(schedule::required).toList();
    }

    private static List<Integer> entrants(RungSchedule schedule, int from, int end) {
        return IntStream.range(from, end)
                .mapToObj(schedule::at)
                .filter(Slot.Entry.class::isInstance)
                .map(slot -> (int) ((Slot.Entry) slot).number())
                .toList();
    }
}
