package io.stretto.chaos.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A process for tests of networks. {@code echo ADDRESS PORT} says everything back to those who
 * connect; {@code call ADDRESS PORT} connects, says what it is told, and tells what it hears.
 */
final class Talk {

  private Talk() {}

  /** Runs until it is killed, or the connection ends. */
  public static void main(String[] arguments) throws IOException {
    InetAddress address = InetAddress.getByName(arguments[1]);
    int port = Integer.parseInt(arguments[2]);
    if (arguments[0].equals("echo")) {
      echo(address, port);
    } else {
      call(address, port);
    }
  }

  private static void echo(InetAddress address, int port) throws IOException {
    try (ServerSocket server = new ServerSocket(port, 50, address)) {
      System.out.write('!');
      System.out.flush();
      while (true) {
        Socket socket = server.accept();
        Thread.startVirtualThread(() -> handOn(socket));
      }
    }
  }

  private static void handOn(Socket socket) {
    try (socket) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException e) {
      // whoever called has gone
    }
  }

  private static void call(InetAddress address, int port) throws IOException {
    try (Socket socket = new Socket(address, port)) {
      Thread.ofPlatform().daemon().start(() -> say(socket));
      InputStream heard = socket.getInputStream();
      for (int word = heard.read(); word >= 0; word = heard.read()) {
        System.out.write(word);
        System.out.flush();
      }
    }
  }

  private static void say(Socket socket) {
    try {
      OutputStream output = socket.getOutputStream();
      for (int word = System.in.read(); word >= 0; word = System.in.read()) {
        output.write(word);
      }
    } catch (IOException e) {
      // what was called has gone
    }
  }
}
