package io.winnow.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void numbersStandAtTheRightOfTheirColumn() {
        assertThat(Table.of("name", "count").row("a", 7).row("longer", "12,345").lines())
                .containsExactly("name     count", "a            7", "longer  12,345");
    }

    @Test
    void colourDoesNotCountAsWidth() {
        assertThat(Table.of("a", "b").row("\033[1mx\033[0m", "y").lines())
                .containsExactly("a  b", "\033[1mx\033[0m  y");
    }
}
