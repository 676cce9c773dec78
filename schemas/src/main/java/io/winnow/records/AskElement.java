package io.winnow.records;

/** What the reader hears of questions: those asked once, and the coming, changing and going of standing ones. */
public sealed interface AskElement permits Question, StandingQuestion, StandingRemoved {}
