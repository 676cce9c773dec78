package io.winnow.read.http;

/**
 * What an endpoint answered.
 *
 * @param text of the answer
 * @param tokensIn of the prompt, as the endpoint counts them; 0 where it does not say
 * @param tokensOut of the answer, likewise
 * @param confidence the probability of the answer's tokens, 0 where the endpoint gives none
 * @param firstTextMillis from the call to the first text
 */
record ChatReply(String text, long tokensIn, long tokensOut, double confidence, double firstTextMillis) {}
