package io.winnow.gateway.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private final Places places = new Places(2);
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void aKeyHasOnePlaceAndOthersHaveTheRest() {
        places.at("gate", () -> {
            assertBusy("gate");
            return places.at("door", () -> {
                assertBusy("yard");
                return done.incrementAndGet();
            });
        });
        assertThat(done).hasValue(1);
        assertThat(places.at("gate", done::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void whoFailsLeavesThePlace() {
        assertThatThrownBy(() -> places.at("gate", () -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(places.at("gate", done::incrementAndGet)).isEqualTo(1);
    }

    @Test
    void nothingIsDoneAloneWhereSomebodyIsAtWork() {
        places.at("gate", () -> {
            places.alone(done::incrementAndGet);
            return done;
        });
        assertThat(done).hasValue(0);
        places.alone(done::incrementAndGet);
        assertThat(done).hasValue(1);
    }

    private void assertBusy(String who) {
        assertThatThrownBy(() -> places.at(who, done::incrementAndGet)).isInstanceOf(PictureFollower.Busy.class);
    }
}
