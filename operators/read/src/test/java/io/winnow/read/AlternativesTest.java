package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Is it either a cat or a dog?                                   | cat; dog
            Is the man either in the kitchen or outside?                   | in the kitchen; outside
            Which word is on the sign: "stop", "go" or 'slow'?             | stop; go; slow
            What does it say: \u201cstop\u201d or \u201cgo\u201d?                      | stop; go
            What colour is it (red, green or blue)?                        | red; green; blue
            What colour is it - red, green or blue?                        | red; green; blue
            What colour is it \u2014 red or blue?                              | red; blue
            Which time does the clock show: 10:30 or 11:45?                | 10:30; 11:45
            Does the clock show 10:30 or 11:45?                            | 10:30; 11:45
            How many people are there: 1,000 or 2,000?                     | 1,000; 2,000
            How many are there: 1,2,3 or 4?                                | 1; 2; 3; 4
            Is it 3 or 4?                                                  | 3; 4
            Is there a dog, or not?                                        | yes; no
            Is there a dog or not?                                         | yes; no
            Is it day or night, or not?                                    | day; night
            Isn\u2019t it red?                                                 | yes; no
            Yes or no: is there a dog?                                     | yes; no
            Is there a dog? Yes or no?                                     | yes; no
            Answer yes or no. Is there a dog?                              | yes; no
            Look at the picture. Is it day or night?                       | day; night
            Is it day or night? Answer in one word.                        | day; night
            There is a cat here. What does it do?                          |
            \u8fd9\u662f\u4ec0\u4e48\uff1a\u732b\uff0c\u72d7\uff1f                                         | \u732b; \u72d7
            \u0427\u0442\u043e \u044d\u0442\u043e: \u043a\u043e\u0448\u043a\u0430, \u0441\u043e\u0431\u0430\u043a\u0430?                                      | \u043a\u043e\u0448\u043a\u0430; \u0441\u043e\u0431\u0430\u043a\u0430
            \u042d\u0442\u043e \u043a\u043e\u0448\u043a\u0430?                                                     |
            Which fruit is it: \ud83c\udf4e, \ud83c\udf4c?                                     | \ud83c\udf4e; \ud83c\udf4c
            \ud83d\ude00?                                                             |
            What is at 10:30?                                              |
            What happens first: does the door open?                        |
            """)
    void wordingsOfManyKinds(String question, @Nullable String alternatives) {
        assertThat(String.join("; ", Alternatives.of(question))).isEqualTo(alternatives == null ? "" : alternatives);
    }
}
