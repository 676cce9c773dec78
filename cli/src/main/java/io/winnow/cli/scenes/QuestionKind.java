package io.winnow.cli.scenes;

import java.util.List;

/**
 * What can be asked of a scene, each in several wordings so that a reader cannot learn the sentence instead of the
 * question. {@code {a}} and {@code {b}} stand for things, {@code {options}} for the answers to choose from.
 */
public enum QuestionKind {
    COLOUR(
            "colour",
            "What colour is the {a}?",
            "What color is the {a}?",
            "Which colour does the {a} have?",
            "Tell me the colour of the {a}.",
            "What colour is the {a}: {options}?",
            "Is the {a} {options}?"),
    SHAPE(
            "shape",
            "Which shape is {a}: {options}?",
            "What shape is the {a} thing: {options}?",
            "What is {a}: {options}?",
            "Is the {a} thing a {options}?"),
    EXISTS(
            "exists",
            "Is there a {a} in the video?",
            "Does a {a} appear?",
            "Can you see a {a} in this clip?",
            "Does the video show a {a}?"),
    DIRECTION(
            "direction",
            "Which way does the {a} move: {options}?",
            "In which direction does the {a} go: {options}?",
            "Does the {a} move {options}?",
            "Where is the {a} heading: {options}?"),
    ENTERS_FIRST(
            "enters-first",
            "Which comes into the picture first: {options}?",
            "What appears first: {options}?",
            "Which one enters first, {options}?",
            "Which is seen earlier: {options}?"),
    LEAVES_FIRST(
            "leaves-first",
            "Which leaves the picture first: {options}?",
            "What goes out of view first: {options}?",
            "Which one is gone first, {options}?",
            "Which disappears earlier: {options}?"),
    STOPS(
            "stops",
            "Does the {a} stop?",
            "Does the {a} ever stand still?",
            "Does the {a} come to a halt in the video?",
            "Does the {a} pause on its way?"),
    MEETS(
            "meets",
            "Do the {a} and the {b} meet?",
            "Does the {a} meet the {b}?",
            "Do the {a} and the {b} touch each other?",
            "Do the {a} and the {b} come together?"),
    COUNT(
            "count",
            "How many things are there: {options}?",
            "How many different shapes appear in the video: {options}?",
            "How many coloured shapes come by?",
            "Count the colored shapes in the whole clip."),
    BACKGROUND_START(
            "background-start",
            "What time of day is it at the start: {options}?",
            "Is it {options} at the start of the video?",
            "How does the video begin: by {options}?",
            "What is the sky like at the beginning: {options}?"),
    BACKGROUND_END(
            "background-end",
            "What time of day is it at the end: {options}?",
            "Is it {options} at the end of the video?",
            "How does the video end: by {options}?",
            "What is the sky like in the last frames: {options}?"),
    GROUND(
            "ground",
            "What is the ground: {options}?",
            "What is in the background: {options}?",
            "What kind of place is this: {options}?",
            "Which of these does the clip show: {options}?"),
    LIGHT(
            "light",
            "Does it get {options} during the video?",
            "Does the sky grow {options}?",
            "Is the sky {options} at the end than at the start?"),
    WHEN(
            "when",
            "When does the {a} come in: {options}?",
            "When does the {a} appear: {options}?",
            "At what point does the {a} enter the video: {options}?",
            "Does the {a} come into view {options}?");

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> wordings;

    QuestionKind(String key, String... wordings) {
        this.key = key;
        this.wordings = List.of(wordings);
    }

    /** The name under which results are counted. */
    public String key() {
        return key;
    }

    /** The sentences to choose from. */
    public List<String> wordings() {
        return wordings;
    }
}
