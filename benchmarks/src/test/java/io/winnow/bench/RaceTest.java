package io.winnow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RaceTest {

    @Test
    void theOneThatTakesHalfTheTimeIsTwiceAsFast() {
        assertThat(Race.run(() -> 2, () -> 4, 3)).containsExactly(2, 2, 2);
    }

    @Test
    void bothTakeTurnsAndChangeWhoBegins() {
        List<String> order = new ArrayList<>();
        Race.run(
                () -> {
                    order.add("of");
                    return 1;
                },
                () -> {
                    order.add("to");
                    return 1;
                },
                2);
        assertThat(order).containsExactly("of", "to", "of", "to", "to", "of");
    }
}
