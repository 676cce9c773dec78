package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlternativesTest {

    @Test
    void aListAfterAColonNamesThem() {
        assertThat(Alternatives.of("Which object is shown: cellphone, grand piano, Faces, t-shirt?"))
                .containsExactly("cellphone", "grand piano", "Faces", "t-shirt");
        assertThat(Alternatives.of("Which cup is lifted: left, middle or right?"))
                .containsExactly("left", "middle", "right");
        assertThat(Alternatives.of("Which shape leaves first: white, black?")).containsExactly("white", "black");
        assertThat(Alternatives.of("Which is it: a cat, or the dog?")).containsExactly("cat", "dog");
    }

    @Test
    void theSidesOfAnOrNameThem() {
        assertThat(Alternatives.of("Is it day or night?")).containsExactly("day", "night");
        assertThat(Alternatives.of("Is the cat lying down or standing?")).containsExactly("lying down", "standing");
        assertThat(Alternatives.of("Is the ball red, blue or green?")).containsExactly("red", "blue", "green");
        assertThat(Alternatives.of("Which is larger, the cat or the dog?")).containsExactly("cat", "dog");
    }

    @Test
    void aQuestionThatBeginsWithAVerbAsksForYesOrNo() {
        assertThat(Alternatives.of("Is there a menorah in the video?")).containsExactly("yes", "no");
        assertThat(Alternatives.of("Does the green shape move?")).containsExactly("yes", "no");
    }

    @Test
    void anOpenQuestionNamesNone() {
        assertThat(Alternatives.of("What color are the cups?")).isEmpty();
        assertThat(Alternatives.of("How many cups are on the table?")).isEmpty();
        assertThat(Alternatives.of("What is shown at 10:30?")).isEmpty();
        assertThat(Alternatives.of("?")).isEmpty();
        assertThat(Alternatives.of("")).isEmpty();
    }

    @Test
    void anAlternativeNamedTwiceCountsOnce() {
        assertThat(Alternatives.of("Which one: Red, red, blue?")).containsExactly("Red", "blue");
    }
}
