package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** All that a session told, with a hash of each picture. */
record Told(List<DecodeEvent> events, List<String> pictures) {

    static Told all(DecodeSession session) throws InterruptedException {
        List<DecodeEvent> events = new ArrayList<>();
        List<String> pictures = new ArrayList<>();
        try (session) {
            while (!session.finished()) {
                DecodeEvent event = session.take();
                events.add(event);
                if (event instanceof DecodeEvent.Picture picture) {
                    pictures.add(line(picture));
                    picture.pixels().release();
                }
            }
        }
        return new Told(events, pictures);
    }

    /** So many pictures of a session that does not end before them, and what it tells between. */
    static List<DecodeEvent> take(DecodeSession session, int pictures) throws InterruptedException {
        List<DecodeEvent> events = new ArrayList<>();
        for (int left = pictures; left > 0; ) {
            DecodeEvent event = session.take();
            events.add(event);
            if (event instanceof DecodeEvent.Picture picture) {
                picture.pixels().release();
                left--;
            } else {
                assertThat(event).isNotInstanceOf(DecodeEvent.Failure.class);
            }
        }
        return events;
    }

    /** The pictures among events. */
    static List<DecodeEvent.Picture> picturesOf(List<DecodeEvent> events) {
        return events.stream()
                .filter(DecodeEvent.Picture.class::isInstance)
                .map(DecodeEvent.Picture.class::cast)
                .toList();
    }

    /** Frames that are told as missing. */
    static long missing(List<DecodeEvent> events) {
        return events.stream()
                .filter(DecodeEvent.Gap.class::isInstance)
                .mapToLong(event -> ((DecodeEvent.Gap) event).missing())
                .sum();
    }

    static String line(DecodeEvent.Picture picture) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(64 * 64 * 3);
        picture.pixels().copyTo(pixels);
        CRC32 crc = new CRC32();
        crc.update(pixels.flip());
        return picture.seq() + " " + picture.startMicros() + "-" + picture.endMicros() + " "
                + Long.toHexString(crc.getValue());
    }

    DecodeEvent last() {
        return events.get(events.size() - 1);
    }

    List<ResumePoint> resumes() {
        return events.stream()
                .filter(DecodeEvent.Picture.class::isInstance)
                .map(event -> ((DecodeEvent.Picture) event).resume())
                .toList();
    }
}
