package io.shelfshare.journalstore;

import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.persistence.PersistentRepr;
import akka.persistence.journal.Tagged;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializer;
import akka.serialization.Serializers;
import io.shelfshare.journalstore.log.Serialized;
import io.shelfshare.journalstore.log.StoredEvent;
import java.util.Optional;
import scala.Option;
import scala.jdk.javaapi.OptionConverters;

/** Between what Akka persists and what is stored, by the serializers of the actor system. */
final class EventObjects {
  private final Serialization serialization;

  EventObjects(ActorSystem system) {
    this.serialization = SerializationExtension.get(system);
  }

  /**
   * The bytes of an object.
   *
   * @throws java.io.NotSerializableException if nobody can make them, without its being declared
   */
  Serialized serialized(Object object) {
    Serializer serializer = serialization.findSerializerFor(object);
    byte[] bytes = serialization.serialize(object).get();
    return new Serialized(
        serializer.identifier(), Serializers.manifestFor(serializer, object), bytes);
  }

  Object object(Serialized stored) {
    return serialization.deserialize(stored.bytes(), stored.serializer(), stored.manifest()).get();
  }

  /** Tags are left out: nobody reads events by them. */
  StoredEvent stored(PersistentRepr event) {
    Object payload = event.payload() instanceof Tagged tagged ? tagged.payload() : event.payload();
    Optional<Serialized> metadata =
        OptionConverters.toJava((Option<Object>) event.metadata()).map(this::serialized);
    return new StoredEvent(
        event.sequenceNr(),
        event.timestamp(),
        event.writerUuid(),
        event.manifest(),
        serialized(payload),
        metadata);
  }

  PersistentRepr event(String persistenceId, StoredEvent stored) {
    PersistentRepr event =
        PersistentRepr.apply(
                object(stored.payload()),
                stored.sequenceNr(),
                persistenceId,
                stored.eventManifest(),
                false,
                ActorRef.noSender(),
                stored.writer())
            .withTimestamp(stored.timestamp());
    return stored.metadata().map(meta -> event.withMetadata(object(meta))).orElse(event);
  }
}
