package io.winnow.read;

import java.util.ArrayList;
import java.util.List;

/**
 * Questions that have been read, each at the point where its answer begins.
 *
 * @param batch a row a question
 * @param first {@code [questions][words]} logits of the answer's first word
 * @param looks where the words of each question look
 */
record Prompted(StepBatch batch, float[][] first, List<Attention> looks) {

    /**
     * Reads the prompts of requests behind their contexts.
     *
     * @param answerWords most words that rows will be given afterwards
     */
    static Prompted of(ReaderGraphs graphs, Prefill prefill, List<Ask> asks, int answerWords, Arena arena) {
        List<Prefix> prefixes = prefill.prefixes(
                asks.stream().map(ask -> ask.request().context()).toList(), arena);
        int[][] prompts = asks.stream().map(Ask::prompt).toArray(int[][]::new);
        int longest = asks.stream().mapToInt(ask -> ask.prompt().length).max().orElse(0);
        StepBatch batch = StepBatch.of(graphs, arena, prefixes, longest + answerWords);
        StepOutput output = batch.step(prompts);
        float[][] first = new float[asks.size()][];
        List<Attention> looks = new ArrayList<>();
        for (int row = 0; row < first.length; row++) {
            first[row] = output.logitsAfter(row, prompts[row].length - 1);
            Attention look = new Attention(asks.get(row).request().context());
            for (int word = 1; word < prompts[row].length - 1; word++) {
                look.add(output.attentionOf(row, word));
            }
            looks.add(look);
        }
        return new Prompted(batch, first, looks);
    }
}
