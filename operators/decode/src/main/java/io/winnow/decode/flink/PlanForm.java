package io.winnow.decode.flink;

import io.winnow.decode.FramePolicy;
import io.winnow.decode.stream.StreamInput;
import io.winnow.decode.stream.StreamPlan;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The stored form of a plan. */
final class PlanForm {
    private static final int CLIP = 1;
    private static final int PICTURES = 2;
    private static final int WEB = 3;
    private static final int STANDARD_INPUT = 4;
    private static final int LIVE = 5;
    private static final int GROWING = 6;

    private PlanForm() {}

    static void write(StreamPlan plan, DataOutputStream out) throws IOException {
        out.writeUTF(plan.stream());
        out.writeUTF(plan.policy().toString());
        StreamInput input = plan.input();
        if (input instanceof StreamInput.Clip clip) {
            out.writeByte(CLIP);
            out.writeUTF(clip.path());
            out.writeBoolean(clip.named());
        } else if (input instanceof StreamInput.Pictures pictures) {
            out.writeByte(PICTURES);
            writePictures(pictures, out);
        } else if (input instanceof StreamInput.Web web) {
            out.writeByte(WEB);
            out.writeUTF(web.url());
        } else if (input instanceof StreamInput.Live live) {
            out.writeByte(LIVE);
            out.writeUTF(live.address());
        } else if (input instanceof StreamInput.Growing growing) {
            out.writeByte(GROWING);
            out.writeUTF(growing.path());
        } else {
            out.writeByte(STANDARD_INPUT);
        }
    }

    private static void writePictures(StreamInput.Pictures pictures, DataOutputStream out) throws IOException {
        out.writeUTF(pictures.folder());
        out.writeBoolean(pictures.named());
        out.writeInt(pictures.files().size());
        for (String file : pictures.files()) {
            out.writeUTF(file);
        }
    }

    static StreamPlan read(DataInputStream in) throws IOException {
        String stream = in.readUTF();
        FramePolicy policy = FramePolicy.parse(in.readUTF());
        return new StreamPlan(stream, readInput(in), policy);
    }

    private static StreamInput readInput(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case CLIP -> new StreamInput.Clip(in.readUTF(), in.readBoolean());
            case PICTURES -> readPictures(in);
            case WEB -> new StreamInput.Web(in.readUTF());
            case STANDARD_INPUT -> new StreamInput.StandardInput();
            case LIVE -> new StreamInput.Live(in.readUTF());
            case GROWING -> new StreamInput.Growing(in.readUTF());
            default -> throw new IOException("an unknown kind of input, " + kind + ", is in the checkpoint");
        };
    }

    private static StreamInput readPictures(DataInputStream in) throws IOException {
        String folder = in.readUTF();
        boolean named = in.readBoolean();
        int count = in.readInt();
        List<String> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(in.readUTF());
        }
        return new StreamInput.Pictures(folder, files, named);
    }
}
