package io.winnow.decode.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.worker.wire.Choice;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SamplerTest {

    @Property
    void goingOnAnywhereChoosesWhatWouldHaveBeenChosen(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 400_000) Integer> steps,
            @ForAll @DoubleRange(min = 0.1, max = 60) double perSecond,
            @ForAll @IntRange(min = 0, max = 59) int cut) {
        Choice choice = new Choice(Choice.Kind.FPS, perSecond);
        List<Long> starts = new ArrayList<>();
        long at = 0;
        for (int step : steps) {
            starts.add(at);
            at += step;
        }
        List<Long> whole = chosen(new Sampler(choice, Long.MIN_VALUE), starts);
        int begun = Math.min(cut, whole.size() - 1);
        long last = whole.get(begun);
        List<Long> rest = chosen(
                new Sampler(choice, last), starts.stream().filter(s -> s > last).toList());
        assertThat(rest).isEqualTo(whole.subList(begun + 1, whole.size()));
    }

    @Property
    void aRateIsNeverPassed(@ForAll @DoubleRange(min = 0.5, max = 30) double perSecond) {
        List<Long> starts = new ArrayList<>();
        for (long i = 0; i < 300; i++) {
            starts.add(i * 1_000_000 / 30);
        }
        long most = (long) Math.ceil(10 * perSecond) + 1;
        assertThat((long) chosen(new Sampler(new Choice(Choice.Kind.FPS, perSecond), Long.MIN_VALUE), starts)
                        .size())
                .isBetween((long) (10 * perSecond * 0.9) - 1, most);
    }

    private static List<Long> chosen(Sampler sampler, List<Long> starts) {
        List<Long> chosen = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            if (sampler.chooses(i, starts.get(i))) {
                chosen.add(starts.get(i));
            }
        }
        return chosen;
    }
}
