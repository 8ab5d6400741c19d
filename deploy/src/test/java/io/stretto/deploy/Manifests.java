package io.stretto.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesList;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The manifests, parsed into the types of Kubernetes. */
final class Manifests {

  private Manifests() {}

  static List<HasMetadata> all() {
    List<HasMetadata> all = new ArrayList<>();
    for (Path file : Repository.files("deploy/kubernetes", ".yaml")) {
      byte[] bytes = Repository.text(file.toString()).getBytes(StandardCharsets.UTF_8);
      Object parsed = new KubernetesSerialization().unmarshal(new ByteArrayInputStream(bytes));
      switch (parsed) {
        case KubernetesList list -> all.addAll(list.getItems());
        case List<?> list -> list.forEach(item -> all.add((HasMetadata) item));
        default -> all.add((HasMetadata) parsed);
      }
    }
    return all;
  }

  static <T extends HasMetadata> List<T> all(Class<T> kind) {
    return all().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The pods of all roles, by the name of their role. */
  static Map<String, PodSpec> pods() {
    Map<String, PodSpec> pods = new TreeMap<>();
    all(Deployment.class)
        .forEach(d -> pods.put(d.getMetadata().getName(), d.getSpec().getTemplate().getSpec()));
    all(StatefulSet.class)
        .forEach(s -> pods.put(s.getMetadata().getName(), s.getSpec().getTemplate().getSpec()));
    return pods;
  }

  static Properties properties(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
