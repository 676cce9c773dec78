package io.winnow.archive;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** Names with a range of numbers in them, as WebDataset writes its shards: {@code train-{0000..0146}.tar}. */
final class Numbered {
    private static final Pattern RANGE = Pattern.compile("\\{([0-9]{1,12})\\.\\.([0-9]{1,12})}");

    private Numbered() {}

    /** The names meant, in the order of their numbers, each as many digits wide as the first; the name itself where it has no range. */
    static List<String> names(String name) {
        Matcher range = RANGE.matcher(name);
        if (!range.find()) {
            return List.of(name);
        }
        String before = name.substring(0, range.start());
        String after = name.substring(range.end());
        String form = "%0" + range.group(1).length() + "d";
        return LongStream.rangeClosed(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)))
                .mapToObj(number -> before + String.format(form, number) + after)
                .flatMap(each -> names(each).stream())
                .toList();
    }
}
