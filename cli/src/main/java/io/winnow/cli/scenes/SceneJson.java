package io.winnow.cli.scenes;

import java.util.List;
import java.util.Locale;

/** Writes a scene's questions as one line of JSON, by hand since a training script compiles this package alone. */
final class SceneJson {
    private SceneJson() {}

    static String line(Scene scene, int frames, double fps, int width, int height, List<SceneQuestion> questions) {
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
        line.append("],\"things\":[");
        for (int i = 0; i < scene.things().size(); i++) {
            line.append(i == 0 ? "" : ",");
            append(line, scene.things().get(i), frames, fps);
        }
        return line.append("]}").toString();
    }

    /** A thing with the place of its middle in each frame, which may lie outside the picture. */
    private static void append(StringBuilder line, Thing thing, int frames, double fps) {
        line.append("{\"colour\":").append(quoted(thing.colour().word()));
        line.append(",\"shape\":").append(quoted(thing.shape().word()));
        line.append(",\"track\":[");
        for (int i = 0; i < frames; i++) {
            Place place = thing.motion().at(i / fps);
            line.append(i == 0 ? "[" : ",[").append(number(place.x()));
            line.append(',').append(number(place.y())).append(']');
        }
        line.append("]}");
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
