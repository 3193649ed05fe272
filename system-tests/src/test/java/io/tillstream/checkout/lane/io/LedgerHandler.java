package io.tillstream.checkout.lane.io;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.lane.LaneHandler;
import io.tillstream.checkout.lane.RecordFault;
import io.tillstream.checkout.publication.Outgoing;

/// Applies entries to a ledger that shows every double: a row per applied record without any constraint, a version per cart, an event per
/// record.
///
/// @param events   topic of `cart|version|id`, keyed by cart; failures are `failed|0|id`
/// @param internal topic for entries of other carts
record LedgerHandler(JdbcTemplate jdbc, String events, String internal) implements LaneHandler {

    static final String SCHEMA = """
            create table effect (id text not null, cart text not null);
            create table cart_version (cart text primary key, version bigint not null)""";

    /// One record's value: `id|cart|kind|argument`.
    record Entry(String id, String cart, String kind, String argument) {

        static Entry of(byte[] value) {
            var parts = new String(value, StandardCharsets.UTF_8).split("\\|", -1);
            return new Entry(parts[0], parts[1], parts[2], parts[3]);
        }

        byte[] bytes() {
            return String.join("|", id, cart, kind, argument).getBytes(StandardCharsets.UTF_8);
        }
    }

    @Override
    public List<Outgoing> apply(List<ConsumerRecord<byte[], byte[]>> records, Instant now) {
        var entries = records.stream().map(record -> Entry.of(record.value())).toList();
        var carts = entries.stream().map(Entry::cart).distinct().sorted().toArray(String[]::new);
        var versions = versions(carts);
        var published = new ArrayList<Outgoing>();
        for (var entry : entries) {
            published.addAll(decide(entry, versions.merge(entry.cart, 1L, Long::sum)));
        }
        jdbc.update("insert into effect select * from unnest(?, ?)",
                entries.stream().map(Entry::id).toArray(String[]::new),
                entries.stream().map(Entry::cart).toArray(String[]::new));
        jdbc.update("""
                insert into cart_version select * from unnest(?, ?)
                on conflict (cart) do update set version = excluded.version""", carts,
                List.of(carts).stream().mapToLong(versions::get).toArray());
        return published;
    }

    private List<Outgoing> decide(Entry entry, long version) {
        var published = new ArrayList<Outgoing>();
        var text = "%s|%d|%s".formatted(entry.cart, version, entry.id);
        switch (entry.kind) {
            case "add" -> published.add(event(entry.cart, text));
            case "forward" -> {
                published.add(event(entry.cart, text));
                var forwarded = new Entry(entry.id + "-forwarded", entry.argument, "add", "");
                published.add(new Outgoing(internal, null, utf8(entry.argument), forwarded.bytes(), Map.of()));
            }
            case "bytes" -> published.add(event(entry.cart, text + "|" + noise(Integer.parseInt(entry.argument))));
            case "data fault" -> jdbc.queryForObject("select ?::bigint", Long.class, entry.argument);
            default -> throw new RecordFault("nobody knows " + entry.kind);
        }
        return published;
    }

    @Override
    public List<Outgoing> failed(ConsumerRecord<byte[], byte[]> record, String reason, Instant now) {
        return List.of(event("failed", "failed|0|" + Entry.of(record.value()).id));
    }

    private Map<String, Long> versions(String[] carts) {
        var versions = new HashMap<String, Long>();
        jdbc.query("select cart, version from cart_version where cart = any(?) order by cart for no key update",
                rs -> {
                    versions.put(rs.getString("cart"), rs.getLong("version"));
                }, (Object) carts);
        return versions;
    }

    private Outgoing event(String cart, String text) {
        return new Outgoing(events, null, utf8(cart), utf8(text), Map.of("about", cart));
    }

    /// What does not compress.
    private static String noise(int length) {
        return new Random(length).ints(length, 'A', 'z').collect(StringBuilder::new, StringBuilder::appendCodePoint,
                StringBuilder::append).toString().replace('|', '!');
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
