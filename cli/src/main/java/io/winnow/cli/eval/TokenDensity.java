package io.winnow.cli.eval;

import io.winnow.records.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * TokDense: accuracy in percent by the number of visual tokens that a question reads (VQToken, arXiv 2503.16980, section 4). It says what a token is worth, not how good answers are: of two lines it favours the
 * one that reads less.
 *
 * @param share of right answers
 * @param tokens mean number of visual tokens that the reader read for an answer; 0 where it read none, or nothing was answered
 */
record TokenDensity(Share share, double tokens) {

    /** That of some of the questions; one that was not answered is wrong, and read nothing that is counted. */
    static TokenDensity of(
            List<EvalQuestion> questions, Given answers, Map<String, Answer> records, Predicate<EvalQuestion> of) {
        double tokens = questions.stream()
                .filter(of)
                .map(question -> records.get(question.id()))
                .filter(Objects::nonNull)
                .mapToLong(answer -> answer.counts().read())
                .average()
                .orElse(0);
        return new TokenDensity(answers.share(questions, of), tokens);
    }

    /** Whether there are tokens to divide by. */
    boolean isKnown() {
        return tokens > 0;
    }

    double percentByToken() {
        return 100 * share.accuracy() / tokens;
    }

    /** Adds what {@code --json} prints of it. */
    void addTo(Map<String, Object> document) {
        if (isKnown()) {
            document.put("tokensRead", tokens);
            document.put("tokDense", percentByToken());
        }
    }

    /** For a table: tokens, and TokDense. */
    List<Object> cells() {
        return isKnown()
                ? List.of(
                        String.format(Locale.ROOT, "%.1f", tokens),
                        String.format(Locale.ROOT, "%.3f", percentByToken()))
                : List.of("", "");
    }
}
