package io.winnow.cli.scenes;

import java.util.List;
import java.util.Locale;

/** Writes a scene's questions as one line of JSON, by hand since a training script compiles this package alone. */
final class SceneJson {
    private SceneJson() {}

    static String line(Scene scene, int frames, int width, int height, List<SceneQuestion> questions) {
        StringBuilder line = new StringBuilder();
        line.append("{\"seed\":").append(scene.seed());
        line.append(",\"frames\":").append(frames);
        line.append(",\"width\":").append(width);
        line.append(",\"height\":").append(height);
        line.append(",\"seconds\":").append(number(scene.seconds()));
        line.append(",\"questions\":[");
        for (int i = 0; i < questions.size(); i++) {
            line.append(i == 0 ? "" : ",");
            append(line, questions.get(i));
        }
        return line.append("]}").toString();
    }

    private static void append(StringBuilder line, SceneQuestion question) {
        line.append("{\"kind\":").append(quoted(question.kind()));
        line.append(",\"question\":").append(quoted(question.question()));
        if (!question.choices().isEmpty()) {
            line.append(",\"choices\":").append(array(question.choices()));
        }
        line.append(",\"answer\":").append(quoted(question.answer()));
        line.append(",\"accept\":").append(array(question.accept()));
        line.append(",\"evidence\":[").append(number(question.startSeconds()));
        line.append(',').append(number(question.endSeconds())).append("]}");
    }

    private static String array(List<String> words) {
        return "[" + String.join(",", words.stream().map(SceneJson::quoted).toList()) + "]";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
