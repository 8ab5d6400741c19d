package io.stretto.statestore.http;

/** The reason why a request has no answer, with a stable code and what to do about it. */
final class HttpProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  private HttpProblem(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static HttpProblem badRequest(String code, String message) {
    return new HttpProblem(400, code, message);
  }

  static HttpProblem notFound(String code, String message) {
    return new HttpProblem(404, code, message);
  }

  static HttpProblem unavailable(String message) {
    return new HttpProblem(503, "NOT_READY", message);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
