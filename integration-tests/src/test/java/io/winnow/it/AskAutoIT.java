package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.cli.clip.SceneClip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole line in one process, keeping as little as gives the same answers. */
class AskAutoIT {
    private static final List<String> QUESTIONS =
            List.of("What is in the picture?", "Does anything move?", "What color is the background?");

    @TempDir
    private static Path folder;

    private static Path clip;

    @BeforeAll
    static void draw() throws Exception {
        clip = SceneClip.draw(7, folder).file();
    }

    @Test
    void theAnswersAreThoseOnAllTokensAndItIsSaidWhatWasMeasured() {
        CommandRun found = ask("--keep", "auto", "--set", "prune.agree=1");
        assertThat(found.err())
                .contains("auto keeps ")
                .contains("of 3 answers on 1 stream")
                .contains("; 100 % must");
        assertThat(answers(found)).isEqualTo(answers(ask("--keep", "1")));
        JsonNode keep = found.documents().get(0).path("keep");
        assertThat(keep.path("answers").asInt()).isEqualTo(3);
        assertThat(keep.path("streams").asInt()).isEqualTo(1);
        assertThat(keep.path("agreeing").size()).isEqualTo(4);
        double share = keep.path("share").asDouble();
        assertThat(share).isIn(1.0, 0.5, 0.25, 0.1, 0.05);
        CommandRun named = ask("--keep", String.valueOf(share));
        assertThat(named.documents().get(0).has("keep")).isFalse();
        assertThat(named.documents().get(0).at("/tokens/kept"))
                .isEqualTo(found.documents().get(0).at("/tokens/kept"));
    }

    @Test
    void whatCannotBeTriedIsRefusedBeforeTheRun() {
        CommandRun later = ask("--keep", "auto", "--from", "2h");
        assertThat(later.status()).isEqualTo(2);
        assertThat(later.documents().get(0).at("/error/code").asText()).isEqualTo("NO_SAMPLE");
        assertThat(later.err()).doesNotContain("\tat ");
    }

    private static List<String> answers(CommandRun ran) {
        assertThat(ran.status()).as("%s%s", ran.documents(), ran.err()).isZero();
        return ran.documents().stream()
                .map(answer -> answer.path("question").asText() + " "
                        + answer.path("answer").asText())
                .sorted()
                .toList();
    }

    private static CommandRun ask(String... options) {
        List<String> arguments = new ArrayList<>(List.of("ask", clip.toString()));
        arguments.addAll(QUESTIONS);
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}
