package io.winnow.records;

/**
 * A piece of an answer while it is written. Clients keep the pieces of the highest attempt.
 *
 * @param questionId the question
 * @param stream what the answer is about
 * @param attempt UUIDv7, made when decoding begins
 * @param offset where in the answer's text the piece stands, in UTF-16 units
 * @param text the piece
 * @param last whether the answer is complete
 */
public record AnswerDelta(String questionId, String stream, String attempt, int offset, String text, boolean last) {}
