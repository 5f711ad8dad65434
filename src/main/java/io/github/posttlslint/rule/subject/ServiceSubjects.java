package io.github.posttlslint.rule.subject;

import io.github.posttlslint.setup.Service;
import java.util.HashMap;
import java.util.Map;

/** The services of one setup as subjects, each made once, for it remembers its facts. */
public final class ServiceSubjects {

  private final Map<Service, ServiceSubject> subjects = new HashMap<>();

  /** The subject of a service. */
  public ServiceSubject of(Service service) {
    ServiceSubject subject = subjects.get(service);
    if (subject == null) {
      subject = new ServiceSubject(service);
      subjects.put(service, subject);
    }
    return subject;
  }
}
