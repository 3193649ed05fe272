#!/usr/bin/env python3
"""Exhaustive model of the lane rules (see ../architecture.md): PostgreSQL lane row and outbox, Kafka group offsets, two owners.

  python3 lanes.py                  the rules in every scenario, then every planted bug, each of which must be caught
  python3 lanes.py sound one_lane 3 the rules, one scenario, up to 3 faults
  python3 lanes.py BUG SCENARIO N   one planted bug: prints the shortest way to the violation

A step is one indivisible action: an answered Kafka request or one PostgreSQL transaction. An owner may sleep between any two steps, so
every owner can become a zombie. Faults (counted): rebalance behind a sleeping owner, kill -9, transaction timed out by its coordinator,
EndTxn applied with its answer lost, EndTxn in flight (applied or aborted at any later time), PostgreSQL commit with its answer lost,
a batch split in halves, a resync that throws into the container. After the faults all must still be able to finish.
Safety, in every state: what a lane published is a prefix of what PostgreSQL applied for it; nothing is applied twice; no alarm is
raised (no fault here is a restore or a reset); where the counter fits, the position fits. Liveness: from every state all commands can
still be applied and published without further faults.

The rules as modelled (R = remembered counter of one lane):
  batch    needs R = the row's counter; moves the row, clears the outbox (the second half does not), adds its outbox row
  R        is set by a resync and by a Kafka commit that reported success; every failure forgets it
  resync   committed offsets (stable), then lock the row. Equal: done. Committed = the from of an outbox row: publish that and later rows.
           Else, if the committed offsets or the ownership changed meanwhile, again or give up; else alarm
  absent   in the group counts as the start of the log, as long as the row has not moved from there; a resync that finds it so commits it
  owner    works on a lane only if it has all of the lane's topics"""
import sys
from collections import deque, namedtuple

SCENARIOS = {  # lane of each topic; offsets of each topic's records (gaps are transaction markers); topics given to each owner
    'one_topic': dict(lane=(0,), log=((0, 1, 3),), owns=None),
    'one_lane': dict(lane=(0, 0), log=((0, 2), (0,)), owns=None),      # two topics, one lane
    'two_lanes': dict(lane=(0, 1), log=((0, 2), (0,)), owns=None),     # one thread, one poll, one Kafka transaction
    'torn_lane': dict(lane=(0, 0), log=((0,), (0,)), owns=((0,), (1,)))}  # unequal counts or subscriptions: two lawful owners
BUGS = {  # planted bug: scenario and faults in which it must be caught
    'no_counter': ('one_lane', 2),             # only the positions are compared
    'failure_keeps_counter': ('one_topic', 2),  # R survives a failure, and the container polls on when a resync throws
    'fencing_ignored': ('one_topic', 1),       # the container logs the fencing and polls on
    'redelivery': ('one_topic', 1),            # after a failure the same batch again, published from the outbox, without looking
    'unstable_read': ('one_topic', 2),         # committed offsets read past open transactions (Admin's default)
    'no_generation': ('one_topic', 2),         # offsets sent with an empty group metadata: the broker does not fence
    'no_clear': ('one_topic', 2),              # nothing ever clears, resync sends all
    'second_half_clears': ('one_topic', 2),
    'no_half_clears': ('one_topic', 2),        # and the outbox's from is its first row's
    'alarm_at_once': ('one_topic', 2),         # committed read before the lock is believed
    'absent_is_alarm': ('one_lane', 1), 'absent_not_committed': ('one_lane', 1),
    'position_committed': ('one_lane', 1),     # the group gets position(), past the markers, the row gets last + 1
    'torn_lane_works': ('torn_lane', 0)}

S = namedtuple('S', 'rows outbox com pub app gen valid owners orphans faults alarm')
# rows: per lane (next offset of each of its topics, counter) or None; outbox: per lane ((counter, from, to, records), ...); com: per topic
O = namedtuple('O', 'pc gen rem pos lane kc todo nth tx dead')
# pc: off | r1 r2 r3 r4 resync | poll | b PostgreSQL | k1 k2 Kafka.  rem: R per lane.  lane: being resynced.  kc: what it read.
# todo: ((lane, records, half), ...) one PostgreSQL transaction each.  tx: (records, {topic: offset}) of the open Kafka transaction


def end(records, topic, default):
    return max([o + 1 for t, o in records if t == topic], default=default)


class Model:
    def __init__(self, bug, scenario, faults):
        c = SCENARIOS[scenario]
        self.bug, self.faults, self.lane, self.log, self.owns = bug, faults, c['lane'], c['log'], c['owns']
        self.T, self.L = len(self.lane), max(self.lane) + 1
        self.total = sum(map(len, self.log))
        self.off = O('off', 0, (None,) * self.L, (0,) * self.T, 0, None, (), 0, None, False)

    def initial(self):
        two = self.owns is not None
        start = self.off._replace(pc='r1', gen=1)
        return S((None,) * self.L, ((),) * self.L, (None,) * self.T, (), (), 1, (True, two), (start, start if two else self.off), (),
                 self.faults, '')

    def topics(self, lane):
        return [t for t in range(self.T) if self.lane[t] == lane]

    def put(self, s, i, o):
        return s._replace(owners=s.owners[:i] + (o,) + s.owners[i + 1:])

    def fault(self, s):
        return s._replace(faults=s.faults - 1)

    def pending(self, o):  # a transaction that holds offsets: stable reads wait for it
        return o.pc in ('r4', 'k2') and not o.dead

    def assign(self, s, i):
        s = s._replace(gen=s.gen + 1, valid=(i == 0, i == 1)) if self.owns is None else s
        return self.put(s, i, self.off._replace(pc='r1', gen=s.gen))

    def commit(self, s, tx):
        com = list(s.com)
        for t, offset in tx[1]:
            com[t] = offset
        return s._replace(pub=s.pub + tx[0], com=tuple(com))

    def fail(self, s, i, o):  # a failed batch or resync
        rem = o.rem if self.bug == 'failure_keeps_counter' else (None,) * self.L
        return self.put(s, i, o._replace(pc='r1', rem=rem, lane=0, kc=None, todo=(), nth=0, tx=None, dead=False))

    def poll_on(self, s, i, o):  # the container goes on with the next records
        return self.put(s, i, o._replace(pc='poll', kc=None, todo=(), nth=0, tx=None, dead=False))

    def steps(self, s):
        if s.alarm:
            return
        for i, o in enumerate(s.owners):
            if o.pc == 'off':
                if s.faults and not s.valid[i]:
                    yield 'rebalance to %d' % i, self.assign(self.fault(s), i)
                continue
            yield from getattr(self, {'r1': 'read', 'r2': 'compare', 'r3': 'send', 'k1': 'send', 'r4': 'end', 'k2': 'end',
                                      'poll': 'poll', 'b': 'batch'}[o.pc])(s, i, o)
            if self.pending(o) and (s.faults or not s.valid[i]):
                yield 'transaction of %d times out' % i, self.put(self.fault(s) if s.valid[i] else s, i, o._replace(dead=True))
            if s.faults:
                t = self.fault(s)._replace(orphans=s.orphans + (((o.tx, False),) if self.pending(o) else ()))
                yield 'kill %d' % i, self.assign(t, i) if s.valid[i] else self.put(t, i, self.off)
        for k, (tx, may_commit) in enumerate(s.orphans):
            t = s._replace(orphans=s.orphans[:k] + s.orphans[k + 1:])
            yield 'open transaction aborts', t
            if may_commit:
                yield 'EndTxn arrives', self.commit(t, tx)

    def read(self, s, i, o):
        held = s.orphans or any(self.pending(x) for x in s.owners)
        if not held or self.bug == 'unstable_read':
            yield '%d reads committed' % i, self.put(s, i, o._replace(pc='r2', kc=tuple(s.com[t] for t in self.topics(o.lane))))
        if s.faults and self.bug == 'failure_keeps_counter':
            yield 'resync of %d throws' % i, self.poll_on(self.fault(s), i, o)

    def compare(self, s, i, o):
        topics, row, box = self.topics(o.lane), s.rows[o.lane], s.outbox[o.lane]
        if row is None:
            row = ((0,) * len(topics), 0)
            s = s._replace(rows=s.rows[:o.lane] + (row,) + s.rows[o.lane + 1:])
        absent = None in o.kc
        at = tuple(0 if k is None and row[0][j] == 0 and self.bug != 'absent_is_alarm' else k for j, k in enumerate(o.kc))
        found = [k for k, b in enumerate(box) if b[1] == at]
        if self.bug in ('no_half_clears', 'no_clear'):
            found = [0] if found[:1] == [0] or self.bug == 'no_clear' else []
        now = tuple(s.com[t] for t in topics)
        if at == row[0] and absent and self.bug != 'absent_not_committed':
            yield '%d resync: enters' % i, self.put(s, i, o._replace(pc='r3', kc=row, tx=((), tuple(zip(topics, row[0])))))
        elif at == row[0]:
            yield '%d resync: equal' % i, self.synced(s, i, o, row)
        elif found:
            records = sum((b[3] for b in box[found[0]:]), ())
            yield '%d resync: publishes %s' % (i, records), self.put(s, i, o._replace(pc='r3', kc=row, tx=(records, tuple(zip(topics, row[0])))))
        elif self.bug != 'alarm_at_once' and not self.fresh(s, i, o):
            yield '%d resync: fenced, gives up' % i, self.put(s, i, self.off)
        elif self.bug != 'alarm_at_once' and o.kc != now:
            yield '%d resync: reads again' % i, self.put(s, i, o._replace(pc='r1'))
        else:
            yield '%d ALARM: committed %s, row %s, outbox %s' % (i, o.kc, row, box), s._replace(alarm='false alarm')

    def synced(self, s, i, o, row):
        pos = list(o.pos)
        for t, offset in zip(self.topics(o.lane), row[0]):
            pos[t] = offset
        o = o._replace(pos=tuple(pos), rem=tuple(row[1] if l == o.lane else r for l, r in enumerate(o.rem)), kc=None, tx=None, dead=False)
        return self.put(s, i, o._replace(pc='r1', lane=o.lane + 1) if o.lane + 1 < self.L else o._replace(pc='poll', lane=0))

    def fresh(self, s, i, o):
        return s.valid[i] and o.gen == s.gen or self.bug == 'no_generation'

    def send(self, s, i, o):  # sendOffsetsToTransaction: the group coordinator checks the generation
        if self.fresh(s, i, o):
            yield '%d sends offsets' % i, self.put(s, i, o._replace(pc='r4' if o.pc == 'r3' else 'k2'))
        elif o.pc == 'r3':
            yield '%d resync: fenced, gives up' % i, self.put(s, i, self.off)
        else:
            yield '%d fenced by its generation' % i, self.fail(s, i, o)

    def end(self, s, i, o):
        if o.dead:
            yield '%d commit refused' % i, self.poll_on(s, i, o) if self.bug == 'fencing_ignored' else self.fail(s, i, o)
            return
        t = self.commit(s, o.tx)
        if o.pc == 'r4':
            yield '%d resync: commits' % i, self.synced(t, i, o, o.kc)
        else:
            yield '%d commits' % i, self.poll_on(t, i, o)
        if s.faults:
            again = self.bug == 'redelivery' and o.pc == 'k2'
            yield '%d commits, answer lost' % i, self.put(self.fault(t), i, o._replace(pc='k1')) if again else self.fail(self.fault(t), i, o)
            if self.bug != 'redelivery':
                t = self.fault(s)._replace(orphans=s.orphans + ((o.tx, True),))
                yield '%d commit on its way, times out' % i, self.fail(t, i, o)

    def poll(self, s, i, o):
        if not s.valid[i]:
            yield '%d learns that it is out' % i, self.put(s, i, self.off)
        mine = range(self.T) if self.owns is None else self.owns[i] if self.bug == 'torn_lane_works' else ()
        left = [[x for x in self.log[t] if x >= o.pos[t]] if t in mine else [] for t in range(self.T)]
        takes = [()]
        for offsets in left:
            takes = [a + (n,) for a in takes for n in range(len(offsets) + 1)]
        for take in takes:
            if not 0 < sum(take) <= 2:
                continue
            records = tuple((t, x) for t in range(self.T) for x in left[t][:take[t]])
            todo = [(l, tuple(r for r in records if self.lane[r[0]] == l), False) for l in range(self.L)]
            todo = tuple(x for x in todo if x[1])
            nxt = o._replace(pc='b', pos=tuple(end(records, t, o.pos[t]) for t in range(self.T)), todo=todo, nth=0, tx=((), ()))
            yield '%d polls %s' % (i, records), self.put(s, i, nxt)
            if s.faults and len(todo) == 1 and len(records) == 2:
                halves = tuple((todo[0][0], (r,), True) for r in records)
                yield '%d polls %s, splits' % (i, records), self.put(self.fault(s), i, nxt._replace(todo=halves))

    def batch(self, s, i, o):  # one PostgreSQL transaction
        lane, records, half = o.todo[o.nth]
        row, topics = s.rows[lane], self.topics(lane)
        below = row and any(x < row[0][topics.index(t)] for t, x in records)
        if row is None or below or row[1] != o.rem[lane] and self.bug != 'no_counter':
            yield '%d batch refused' % i, self.fail(s, i, o)
            return
        to = tuple(end(records, t, row[0][k]) for k, t in enumerate(topics))
        keep = self.bug == 'no_clear' or half and (o.nth > 0 and self.bug != 'second_half_clears' or self.bug == 'no_half_clears')
        box = (s.outbox[lane] if keep else ()) + ((row[1] + 1, row[0], to, records),)
        t = s._replace(rows=s.rows[:lane] + ((to, row[1] + 1),) + s.rows[lane + 1:], outbox=s.outbox[:lane] + (box,) + s.outbox[lane + 1:],
                       app=s.app + records)
        offsets = dict(o.tx[1])
        offsets.update((u, self.next(u, v)) for u, v in zip(topics, to) if any(u == r[0] for r in records))
        last = o.nth + 1 == len(o.todo)
        o = o._replace(pc='k1' if last else 'b', nth=o.nth + (not last), tx=(o.tx[0] + records, tuple(sorted(offsets.items()))),
                       rem=tuple(row[1] + 1 if l == lane else r for l, r in enumerate(o.rem)))
        yield '%d PostgreSQL %s' % (i, records), self.put(t, i, o)
        if s.faults:
            yield '%d PostgreSQL %s, answer lost' % (i, records), self.fail(self.fault(t), i, o)

    def next(self, topic, offset):
        if self.bug != 'position_committed':
            return offset
        return min([x for x in self.log[topic] if x >= offset], default=offset + 1)

    def wrong(self, s):
        if s.alarm:
            return s.alarm
        if len(set(s.app)) < len(s.app):
            return 'applied twice: %s' % (s.app,)
        for l in range(self.L):
            app, pub = ([r for r in x if self.lane[r[0]] == l] for x in (s.app, s.pub))
            if len(set(pub)) < len(pub):
                return 'published twice: %s' % pub
            if pub != app[:len(pub)]:
                return 'lost or out of order: applied %s, published %s' % (app, pub)
            for o in s.owners:
                if o.pc == 'poll' and s.rows[l] and o.rem[l] == s.rows[l][1] and self.owns is None:
                    if any(o.pos[t] != s.rows[l][0][k] for k, t in enumerate(self.topics(l))):
                        return 'the counter fits, the position does not'
        return ''

    def finished(self, s):
        return len(s.pub) == self.total or self.owns is not None and self.bug != 'torn_lane_works'


def check(bug, scenario, faults):
    model = Model(bug, scenario, faults)
    first = model.initial()
    seen, queue, back = {first: None}, deque([first]), {}

    def way(s):
        path = []
        while seen[s]:
            path.append(seen[s][1])
            s = seen[s][0]
        return path[::-1]
    while queue:
        s = queue.popleft()
        why = model.wrong(s)
        if why:
            return len(seen), why, way(s)
        for what, t in model.steps(s):
            if t.faults == s.faults:
                back.setdefault(t, []).append(s)
            if t not in seen:
                seen[t] = (s, what)
                queue.append(t)
    live = {s for s in seen if model.finished(s)}
    queue = deque(live)
    while queue:
        for s in back.get(queue.popleft(), ()):
            if s not in live:
                live.add(s)
                queue.append(s)
    stuck = next((s for s in seen if s not in live), None)
    return (len(seen), 'stuck: applied %s, published %s' % (stuck.app, stuck.pub), way(stuck)) if stuck else (len(seen), '', [])


def show(bug, scenario, faults, trace):
    states, why, path = check(bug, scenario, faults)
    print('%-22s %-10s faults %d  states %-7d %s' % (bug, scenario, faults, states, why or 'ok'), flush=True)
    if why and trace:
        print('    ' + '\n    '.join(path))
    return why


if __name__ == '__main__':
    if len(sys.argv) > 3:
        sys.exit(bool(show(sys.argv[1], sys.argv[2], int(sys.argv[3]), True)))
    broken = [s for s, n in (('one_topic', 3), ('one_lane', 2), ('two_lanes', 3), ('torn_lane', 1)) if show('sound', s, n, True)]
    missed = [b for b, (s, n) in BUGS.items() if not show(b, s, n, False)]
    print('FAILED: rules broken in %s, not caught: %s' % (broken, missed) if broken or missed else 'ok: the rules hold and every planted bug is caught')
    sys.exit(bool(broken or missed))
