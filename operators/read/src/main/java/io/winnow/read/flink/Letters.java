package io.winnow.read.flink;

import io.winnow.read.ReadRefused;
import io.winnow.records.DeadLetter;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Question;
import io.winnow.records.RecordIds;
import io.winnow.records.Span;
import io.winnow.records.StageContext;
import io.winnow.records.StandingQuestion;
import io.winnow.records.TokenRecord;
import io.winnow.records.avro.RecordCodecs;
import io.winnow.topics.TopicRegistry;
import java.util.Optional;

/** Writes dead letters of questions and windows. Their topic is the short name of the edge they came by. */
final class Letters {
    private final StageContext context;

    Letters(StageContext context) {
        this.context = context;
    }

    /**
     * Of a question.
     *
     * @param stream it was put to; empty where it was put to none yet
     */
    DeadLetter question(Question question, String stream, ReadRefused why) {
        return new DeadLetter(
                RecordIds.deadLetter(context.consumer(), stream, why.reason(), "question " + question.id()),
                context.run(),
                context.consumer(),
                TopicRegistry.QUESTIONS.name(),
                -1,
                -1,
                question.id(),
                RecordCodecs.QUESTION.encode(question),
                why.reason(),
                String.valueOf(why.getMessage()),
                stream.isEmpty() ? "question " + question.id() : "question " + question.id() + " on stream " + stream,
                why.hint(),
                stream,
                Optional.empty(),
                1,
                System.currentTimeMillis());
    }

    /**
     * Of a standing question; the same for each occurrence that fails for the same reason.
     *
     * @param stream it was put to; empty where it was put to none
     */
    DeadLetter standing(StandingQuestion question, String stream, ReadRefused why) {
        String where = "standing question " + question.id();
        return new DeadLetter(
                RecordIds.deadLetter(context.consumer(), stream, why.reason(), where),
                context.run(),
                context.consumer(),
                TopicRegistry.STANDING_QUESTIONS.name(),
                -1,
                -1,
                question.id(),
                RecordCodecs.STANDING_QUESTION.encode(question),
                why.reason(),
                String.valueOf(why.getMessage()),
                stream.isEmpty() ? where : where + " on stream " + stream,
                why.hint(),
                stream,
                Optional.empty(),
                1,
                System.currentTimeMillis());
    }

    /** Of a window. */
    DeadLetter window(PrunedWindow window, ReadRefused why) {
        return element(
                window.origin().stream(),
                "window " + window.id(),
                RecordCodecs.PRUNED_WINDOW.encode(window),
                window.span(),
                why);
    }

    /** Of tokens that no pruner has seen. */
    DeadLetter tokens(TokenRecord tokens) {
        return element(
                tokens.origin().stream(),
                "token record " + tokens.id(),
                RecordCodecs.TOKEN_RECORD.encode(tokens),
                tokens.span(),
                new ReadRefused(
                        "NOT_PRUNED",
                        "the reader reads pruned windows, and this is a token record",
                        "Put a pruner before the reader; prune.pruner: keep-all keeps every token."));
    }

    private DeadLetter element(String stream, String where, byte[] original, Span span, ReadRefused why) {
        return new DeadLetter(
                RecordIds.deadLetter(context.consumer(), stream, why.reason(), where),
                context.run(),
                context.consumer(),
                TopicRegistry.PRUNED.name(),
                -1,
                -1,
                stream,
                original,
                why.reason(),
                String.valueOf(why.getMessage()),
                where + " of stream " + stream,
                why.hint(),
                stream,
                Optional.of(span),
                1,
                System.currentTimeMillis());
    }
}
