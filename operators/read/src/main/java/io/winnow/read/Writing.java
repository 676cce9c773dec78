package io.winnow.read;

import io.winnow.model.Manifest;
import java.util.ArrayList;
import java.util.List;

/** Answers by writing the likeliest word again and again until the end is likelier, several answers side by side. */
final class Writing implements Answering {
    private static final int[] NO_WORDS = {};

    private final ReaderGraphs graphs;
    private final Prefill prefill;
    private final Prompter prompter;

    Writing(ReaderGraphs graphs, Prefill prefill, Prompter prompter) {
        this.graphs = graphs;
        this.prefill = prefill;
        this.prompter = prompter;
    }

    @Override
    public List<ReadResult> answer(List<Ask> asks, Arena arena) {
        Manifest.Reader manifest = graphs.manifest();
        int most = manifest.maxAnswerTokens();
        Prompted prompted = Prompted.of(graphs, prefill, asks, most, arena);
        List<Draft> drafts = new ArrayList<>();
        for (int row = 0; row < asks.size(); row++) {
            Draft draft = new Draft(asks.get(row), prompted.looks().get(row), manifest, prompter);
            draft.next(prompted.first()[row]);
            drafts.add(draft);
        }
        for (int word = 1; word <= most && drafts.stream().anyMatch(Draft::open); word++) {
            StepOutput output = prompted.batch()
                    .step(drafts.stream()
                            .map(draft -> draft.open() ? draft.lastWord() : NO_WORDS)
                            .toArray(int[][]::new));
            for (int row = 0; row < drafts.size(); row++) {
                if (drafts.get(row).open()) {
                    drafts.get(row).look(output.attentionOf(row, 0));
                    drafts.get(row).next(output.logitsAfter(row, 0));
                }
            }
        }
        return drafts.stream().map(Draft::result).toList();
    }
}
