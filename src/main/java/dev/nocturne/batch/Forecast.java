package dev.nocturne.batch;

import dev.nocturne.engine.RunSettings;
import dev.nocturne.study.ChampionSettings;
import dev.nocturne.study.Limits;
import dev.nocturne.study.Study;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a night has room for if every trial takes as long as one did. Immutable.
 *
 * @param trial how long one took
 * @param workers how many run at a time
 * @param planned how many the run is to have, those that come after its search included
 * @param rooms how many there is time for
 */
public record Forecast(Duration trial, int workers, int planned, List<Room> rooms) {
    public Forecast {
        rooms = List.copyOf(rooms);
    }

    /**
     * A time in which trials are to run.
     *
     * @param name what it is; empty if nothing but its length says that
     */
    public record Room(String name, Duration length) {}

    static Forecast of(Study study, long capacity, Duration trial, Instant now) {
        return new Forecast(
                trial,
                study.execution().workers(),
                RunSettings.plannedTrials(study, capacity)
                        + study.champion().map(ChampionSettings::mostTrials).orElse(0),
                rooms(study.limits(), now));
    }

    /** Without a limit of time, an hour and the usual night. */
    private static List<Room> rooms(Limits limits, Instant now) {
        var rooms = new ArrayList<Room>();
        limits.window().ifPresent(window -> {
            Instant opens = window.opensAfter(now).orElse(now);
            rooms.add(new Room(
                    "the window until " + window.until() + " " + window.zone(),
                    Duration.between(opens, window.endAfter(opens))));
        });
        limits.maxDuration().ifPresent(longest -> rooms.add(new Room("max-duration", longest)));
        if (rooms.isEmpty()) {
            rooms.add(new Room("", Duration.ofHours(1)));
            rooms.add(new Room("", Duration.ofHours(8)));
        }
        return rooms;
    }

    /** How long all planned trials take. */
    public Duration whole() {
        int rounds = planned / workers + (planned % workers == 0 ? 0 : 1);
        return trial.multipliedBy(rounds);
    }

    /** How many trials end in that time. */
    public long trialsIn(Room room) {
        Duration shortest = Duration.ofNanos(1);
        return room.length().dividedBy(trial.compareTo(shortest) < 0 ? shortest : trial) * workers;
    }
}
