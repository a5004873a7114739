package io.shelfshare.cli;

import com.google.protobuf.ByteString;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.shelfshare.market.v1.AddOrderPhotoRequest;
import io.shelfshare.market.v1.GetOrderPhotoRequest;
import io.shelfshare.market.v1.GetPackingSlipRequest;
import io.shelfshare.market.v1.OrderPhoto;
import io.shelfshare.market.v1.PackingSlip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Files of an order: its photos, and its packing slip. */
final class OrderFileCommands {
  private OrderFileCommands() {}

  /** Keeps a photo as evidence. */
  @Command(name = "add-photo")
  static final class AddPhoto extends ApiCommand {
    @Parameters(index = "0", paramLabel = "ORDER", descriptionKey = "param.order")
    private String order = "";

    @Parameters(index = "1", paramLabel = "FILE", descriptionKey = "param.photo-file")
    private Path file = Path.of("");

    @Override
    int run(Session session) throws UsageProblem {
      ByteString content;
      try {
        content = ByteString.copyFrom(Files.readAllBytes(file));
      } catch (IOException unreadable) {
        throw new UsageProblem("usage.file", file.toString());
      }
      var call =
          AddOrderPhotoRequest.newBuilder()
              .setParent(Prefixes.order(session, order))
              .setContent(content)
              .build();
      OrderPhoto kept = session.call(() -> session.client().orders().addOrderPhoto(call));
      session.answer(kept, () -> session.terminal().data(kept.getName()));
      return ExitCodes.OK;
    }
  }

  /** Writes a photo to a file. */
  @Command(name = "get-photo")
  static final class GetPhoto extends ApiCommand {
    @Parameters(paramLabel = "PHOTO", descriptionKey = "param.photo")
    private String photo = "";

    @Option(names = "--out", paramLabel = "FILE", required = true)
    private Path out = Path.of("");

    @Override
    int run(Session session) throws UsageProblem {
      var call = GetOrderPhotoRequest.newBuilder().setName(photo).build();
      OrderPhoto found = session.call(() -> session.client().orders().getOrderPhoto(call));
      write(session, found.getContent(), out);
      return ExitCodes.OK;
    }
  }

  /** Writes the packing slip to a file. */
  @Command(name = "slip")
  static final class Slip extends ApiCommand {
    @Parameters(paramLabel = "ORDER", descriptionKey = "param.order")
    private String order = "";

    @Option(names = "--out", paramLabel = "FILE", required = true)
    private Path out = Path.of("");

    @Override
    int run(Session session) throws UsageProblem {
      var call = GetPackingSlipRequest.newBuilder().setName(Prefixes.order(session, order)).build();
      PackingSlip slip =
          session.call(
              () ->
                  session
                      .client()
                      .orders()
                      .withInterceptors(inLanguageOf(session))
                      .getPackingSlip(call));
      write(session, slip.getPdf(), out);
      return ExitCodes.OK;
    }
  }

  /** A slip is read by people: it is drawn in the language that the command speaks. */
  private static ClientInterceptor inLanguageOf(Session session) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("accept-language", Metadata.ASCII_STRING_MARSHALLER),
        session.words().locale().toLanguageTag());
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  /** Nobody finds half a file under the name: it is moved there once it is whole. */
  private static void write(Session session, ByteString content, Path file) throws UsageProblem {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.write(unfinished, content.toByteArray());
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      throw new UsageProblem("usage.out-file", file.toString());
    }
    session
        .terminal()
        .note(session.words().of("statement.exported", content.size(), file.toString()));
  }
}
