package io.stretto.deploy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A part of a document that is rendered from the code, between a line {@code <!-- rendered: name
 * -->} and a line {@code <!-- end -->}. With -Dstretto.docs.write=true it is written, not checked.
 */
final class RenderedPart {

  private static final String END = "<!-- end -->";

  private RenderedPart() {}

  static void check(String document, String name, String rendered) {
    String text = Repository.text(document);
    String begin = "<!-- rendered: " + name + " -->\n";
    assertThat(text).as(document).contains(begin);
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(END, from);
    if (Boolean.getBoolean("stretto.docs.write")) {
      Repository.write(document, text.substring(0, from) + rendered + text.substring(to));
      return;
    }
    assertThat(text.substring(from, to))
        .as(
            "%s, part \"%s\"; render it anew with: mvn verify -pl deploy -am -Dtest='*DocumentTest'"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dstretto.docs.write=true",
            document, name)
        .isEqualTo(rendered);
  }
}
