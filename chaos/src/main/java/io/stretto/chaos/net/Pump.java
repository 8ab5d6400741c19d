package io.stretto.chaos.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** Hands on one direction of a connection, in pieces that each pass when they may. */
final class Pump {

  private static final int PIECE_BYTES = 32 << 10;

  /** Bytes, not pieces: small messages must not be slower than their delay makes them. */
  private static final int BYTES_UNDER_WAY = 4 << 20;

  private final BlockingQueue<Piece> underWay = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(BYTES_UNDER_WAY);
  private final Socket from;
  private final Socket to;
  private final Conduct conduct;

  /**
   * A piece of what was sent.
   *
   * @param bytes what was sent; empty at the end
   * @param dueNanos when it is due at the other end
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Piece(byte[] bytes, long dueNanos) {}

  private Pump(Socket from, Socket to, Conduct conduct) {
    this.from = from;
    this.to = to;
    this.conduct = conduct;
  }

  /** Returns when all has been handed on, the end included; throws where an end breaks off. */
  static void run(Socket from, Socket to, Conduct conduct) throws IOException {
    Pump pump = new Pump(from, to, conduct);
    Thread reading = Thread.ofVirtual().start(pump::read);
    try {
      pump.write();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      reading.interrupt();
    }
  }

  private void read() {
    byte[] buffer = new byte[PIECE_BYTES];
    try {
      InputStream input = from.getInputStream();
      for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
        byte[] bytes = new byte[count];
        System.arraycopy(buffer, 0, bytes, 0, count);
        room.acquire(count);
        underWay.add(new Piece(bytes, conduct.dueNanos()));
      }
      from.shutdownInput();
      finish();
    } catch (IOException e) {
      // A broken connection ends as one that was closed does, once that may pass.
      finish();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void finish() {
    underWay.add(new Piece(new byte[0], conduct.dueNanos()));
  }

  private void write() throws IOException, InterruptedException {
    OutputStream output = to.getOutputStream();
    for (Piece piece = underWay.take(); piece.bytes().length > 0; piece = underWay.take()) {
      if (!conduct.awaitPassage(piece.dueNanos())) {
        return;
      }
      output.write(piece.bytes());
      room.release(piece.bytes().length);
    }
    if (conduct.awaitPassage(conduct.dueNanos())) {
      to.shutdownOutput();
    }
  }
}
