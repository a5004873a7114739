package io.shelfshare.node.grpc.validation;

import build.buf.protovalidate.Config;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.Violation;
import build.buf.protovalidate.exceptions.CompilationException;
import build.buf.protovalidate.exceptions.ValidationException;
import build.buf.validate.FieldPathElement;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.error.FieldFault;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules that are written in the protos. All of them are compiled when this is made. */
final class ProtoRules {
  /** The field that stands for the message as a whole. */
  static final String WHOLE = "(message)";

  private final Validator validator;

  /**
   * @throws IllegalArgumentException where a rule in the protos does not compile
   */
  ProtoRules(List<Descriptor> messages) {
    Config config = Config.newBuilder().setEnableNativeRules(true).build();
    try {
      this.validator =
          ValidatorFactory.newBuilder().withConfig(config).buildWithDescriptors(messages, false);
    } catch (CompilationException e) {
      throw new IllegalArgumentException("A rule in the protos does not compile", e);
    }
  }

  /** What is wrong, in the order of the fields; empty where nothing is. */
  List<FieldFault> check(Message message) {
    try {
      List<FieldFault> faults = new ArrayList<>();
      for (Violation violation : validator.validate(message).getViolations()) {
        faults.add(fault(violation, message.getDescriptorForType()));
      }
      return faults;
    } catch (DateTimeException e) {
      // Protovalidate trips over times that no calendar has, and has told of nothing else then.
      return List.of(new FieldFault(WHOLE, "", Expected.of("timestamp")));
    } catch (ValidationException e) {
      throw new IllegalStateException("The rules of " + message.getClass() + " failed", e);
    }
  }

  private static FieldFault fault(Violation violation, Descriptor root) {
    List<FieldPathElement> path = violation.toProto().getField().getElementsList();
    Violation.FieldValue value = violation.getFieldValue();
    FieldDescriptor field = value == null ? null : value.getDescriptor();
    if (field == null) {
      return new FieldFault(path(path), "", oneof(path, root));
    }
    boolean ofEntry =
        path.get(path.size() - 1).getSubscriptCase() == FieldPathElement.SubscriptCase.INDEX;
    return new FieldFault(
        path(path),
        shown(value.getValue()),
        ofEntry ? Expectations.ofEntry(field) : Expectations.of(field));
  }

  private static String shown(@Nullable Object value) {
    if (value instanceof Duration duration) {
      return Durations.toString(duration);
    }
    if (value == null || value instanceof Message) {
      return "";
    }
    if (value instanceof List<?> list) {
      boolean many = list.size() > 0;
      return many ? list.size() + " entries" : "";
    }
    if (value instanceof EnumValueDescriptor known) {
      boolean unknown = known.getName().startsWith("UNKNOWN_ENUM_VALUE_");
      return unknown ? String.valueOf(known.getNumber()) : known.getName();
    }
    return String.valueOf(value);
  }

  /** A violation without a value is a oneof of which nothing is set. */
  private static Expected oneof(List<FieldPathElement> path, Descriptor root) {
    Descriptor holder = root;
    for (FieldPathElement element : path.subList(0, Math.max(0, path.size() - 1))) {
      FieldDescriptor field = holder.findFieldByNumber(element.getFieldNumber());
      if (field == null || field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        return Expected.of("value");
      }
      holder = field.getMessageType();
    }
    String name = path.isEmpty() ? "" : path.get(path.size() - 1).getFieldName();
    return holder.getOneofs().stream()
        .filter(oneof -> oneof.getName().equals(name))
        .findFirst()
        .map(
            oneof ->
                Expected.of(
                    "one_field",
                    "names",
                    String.join(
                        ", ", oneof.getFields().stream().map(FieldDescriptor::getName).toList())))
        .orElse(Expected.of("value"));
  }

  private static String path(List<FieldPathElement> path) {
    StringBuilder text = new StringBuilder();
    for (FieldPathElement element : path) {
      if (text.length() > 0) {
        text.append('.');
      }
      text.append(element.getFieldName());
      if (element.getSubscriptCase() == FieldPathElement.SubscriptCase.INDEX) {
        text.append('[').append(element.getIndex()).append(']');
      }
    }
    return text.toString();
  }
}
