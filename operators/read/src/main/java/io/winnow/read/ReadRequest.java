package io.winnow.read;

/**
 * A question on a context.
 *
 * @param context what is read
 * @param question the words
 * @param deltas hears the answer while it is written
 */
public record ReadRequest(ReadContext context, String question, Deltas deltas) {
    public ReadRequest(ReadContext context, String question) {
        this(context, question, Deltas.NONE);
    }
}
