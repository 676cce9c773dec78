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
    void commasAloneNameThemToo() {
        assertThat(Alternatives.of("Is the red thing a triangle, star, circle?"))
                .containsExactly("triangle", "star", "circle");
        assertThat(Alternatives.of("Is it day, sunset, night at the start of the video?"))
                .containsExactly("day", "sunset", "night");
        assertThat(Alternatives.of("How does the video end: by sunset, day or night?"))
                .containsExactly("sunset", "day", "night");
    }

    @Test
    void whatIsSaidOfTheWholeQuestionIsNoPartOfThem() {
        assertThat(Alternatives.of("Does it get darker or lighter during the video?"))
                .containsExactly("darker", "lighter");
        assertThat(Alternatives.of("Is it night, day or sunset at the start of the video?"))
                .containsExactly("night", "day", "sunset");
        assertThat(Alternatives.of("Is the sky lighter or darker at the end than at the start?"))
                .containsExactly("lighter", "darker");
        assertThat(Alternatives.of("Does the star come into view at the end, at the start or in the middle?"))
                .containsExactly("at the end", "at the start", "in the middle");
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
