package io.winnow.bench.loop;

import io.winnow.decode.worker.media.Slots;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.BytePointer;

/** Pictures on their way from the loop's decoders to its encoders, in memory that is used again and again. */
final class Shelf {
    private final BlockingQueue<Picture> free;
    private final BlockingQueue<Picture> full;
    private volatile boolean ended;

    /** Memory for one picture, with room that vector code may overrun. */
    record Picture(BytePointer pointer, ByteBuffer bytes, int size) {
        static Picture of(int size) {
            BytePointer pointer = new BytePointer((long) size + Slots.PADDING);
            return new Picture(pointer, pointer.asByteBuffer(), size);
        }

        void copyTo(ByteBuffer target) {
            int at = target.position();
            target.put(at, bytes, 0, size);
            target.position(at + size);
        }
    }

    Shelf(int pictures, int size) {
        free = new ArrayBlockingQueue<>(pictures);
        full = new ArrayBlockingQueue<>(pictures);
        for (int i = 0; i < pictures; i++) {
            free.add(Picture.of(size));
        }
    }

    Picture takeFree() throws InterruptedException {
        return free.take();
    }

    void put(Picture picture) {
        full.add(picture);
    }

    /** Those that are there, at least one; none once no more will come. */
    List<Picture> takeFull(int most) throws InterruptedException {
        List<Picture> pictures = new ArrayList<>(most);
        while (pictures.isEmpty() && !(ended && full.isEmpty())) {
            Picture first = full.poll(1, TimeUnit.MILLISECONDS);
            if (first != null) {
                pictures.add(first);
                full.drainTo(pictures, most - 1);
            }
        }
        return pictures;
    }

    void begin() {
        ended = false;
    }

    /** No more pictures come. */
    void end() {
        ended = true;
    }

    void giveBack(List<Picture> pictures) {
        free.addAll(pictures);
    }
}
