package io.winnow.read.flink;

import io.winnow.read.Standpoint;
import io.winnow.read.Streak;

/**
 * What a standing question has come to on one stream, as state.
 *
 * @param at where it stands on the stream's clock
 * @param streak how often in a row its answers met its condition
 */
record StandingRow(Standpoint at, Streak streak) {
    static final StandingRow NEW = new StandingRow(Standpoint.NONE, Streak.NONE);

    StandingRow at(Standpoint place) {
        return new StandingRow(place, streak);
    }

    StandingRow with(Streak next) {
        return new StandingRow(at, next);
    }
}
