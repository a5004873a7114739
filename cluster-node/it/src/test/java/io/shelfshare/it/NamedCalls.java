package io.shelfshare.it;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.shelfshare.client.RequestIds;
import io.shelfshare.market.v1.BiddingServiceProto;
import io.shelfshare.market.v1.CustomerServiceProto;
import io.shelfshare.market.v1.DirectoryServiceProto;
import io.shelfshare.market.v1.HistoryServiceProto;
import io.shelfshare.market.v1.NotificationServiceProto;
import io.shelfshare.market.v1.ReportServiceProto;
import io.shelfshare.market.v1.RoutingServiceProto;
import io.shelfshare.market.v1.SettlementServiceProto;
import io.shelfshare.market.v1.StockServiceProto;
import io.shelfshare.market.v1.TransferOrderServiceProto;
import io.shelfshare.market.v1.TransferRequestServiceProto;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Calls by their names in the reference, with their messages in JSON, sent once and by no client of
 * ours: nothing is sent again and nothing is filled in but a {@code request_id}.
 */
final class NamedCalls {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final List<FileDescriptor> FILES =
      List.of(
          BiddingServiceProto.getDescriptor(),
          CustomerServiceProto.getDescriptor(),
          DirectoryServiceProto.getDescriptor(),
          HistoryServiceProto.getDescriptor(),
          NotificationServiceProto.getDescriptor(),
          ReportServiceProto.getDescriptor(),
          RoutingServiceProto.getDescriptor(),
          SettlementServiceProto.getDescriptor(),
          StockServiceProto.getDescriptor(),
          TransferOrderServiceProto.getDescriptor(),
          TransferRequestServiceProto.getDescriptor());

  private final Map<String, com.google.protobuf.Descriptors.MethodDescriptor> methods =
      new TreeMap<>();
  private final Channel channel;
  private final RequestIds ids;

  NamedCalls(Channel channel, Clock clock) {
    this.channel = channel;
    this.ids = new RequestIds(clock, new Random(1));
    for (FileDescriptor file : FILES) {
      for (ServiceDescriptor service : file.getServices()) {
        service.getMethods().forEach(method -> methods.put(method.getName(), method));
      }
    }
  }

  /** The names of all calls. */
  List<String> names() {
    return List.copyOf(methods.keySet());
  }

  /** An id of a client, made now. */
  String newId() {
    return ids.next();
  }

  /** Whether a call changes something under an id of the client. */
  boolean takesRequestId(String rpc) {
    return requestId(methods.get(rpc).getInputType()).isPresent();
  }

  private static Optional<FieldDescriptor> requestId(Descriptor input) {
    return Optional.ofNullable(input.findFieldByName("request_id"));
  }

  /**
   * Sends a call.
   *
   * @param token none for a call without
   * @return the answer, or the first one of a stream
   * @throws io.grpc.StatusRuntimeException as the node refuses
   */
  Message send(Optional<String> token, String rpc, String json) {
    var method = methods.get(rpc);
    DynamicMessage.Builder call = DynamicMessage.newBuilder(method.getInputType());
    try {
      JsonFormat.parser().merge(json, call);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(rpc + ": " + json, e);
    }
    requestId(method.getInputType())
        .filter(field -> call.getField(field).equals(""))
        .ifPresent(field -> call.setField(field, ids.next()));
    MethodDescriptor<Message, Message> wire =
        MethodDescriptor.<Message, Message>newBuilder()
            .setType(method.isServerStreaming() ? MethodType.SERVER_STREAMING : MethodType.UNARY)
            .setFullMethodName(
                MethodDescriptor.generateFullMethodName(
                    method.getService().getFullName(), method.getName()))
            .setRequestMarshaller(marshaller(method.getInputType()))
            .setResponseMarshaller(marshaller(method.getOutputType()))
            .build();
    Metadata headers = new Metadata();
    token.ifPresent(one -> headers.put(AUTHORIZATION, "Bearer " + one));
    Channel signed =
        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    CallOptions options =
        CallOptions.DEFAULT.withDeadlineAfter(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    return method.isServerStreaming()
        ? ClientCalls.blockingServerStreamingCall(signed, wire, options, call.build()).next()
        : ClientCalls.blockingUnaryCall(signed, wire, options, call.build());
  }

  private static MethodDescriptor.Marshaller<Message> marshaller(Descriptor type) {
    return ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(type));
  }
}
