package io.winnow.decode;

/** How the RTP packets of an RTSP source come. */
public enum RtspTransport {
    /** Within the connection that asks for them: none is lost, all wait for one that is sent again. */
    TCP,
    /** Each alone: what is lost on the way is lost. */
    UDP
}
