package io.tillstream.stripesimulator;

import java.util.List;
import java.util.Map;

import tools.jackson.core.type.TypeReference;

import io.tillstream.stripesimulator.Control.Action;
import io.tillstream.stripesimulator.http.Response;

/// Faults to come, one by one or by chance.
record FaultControl(Faults faults, FaultPlan plan) {

    private static final TypeReference<List<Faults.Rule>> RULES = new TypeReference<>() {
    };

    Map<String, Action> actions() {
        return Map.of("GET /faults", (_, _) -> rules(), "POST /faults", (request, _) -> {
            faults.add(Control.JSON.readValue(request.body(), RULES));
            return rules();
        }, "DELETE /faults", (_, _) -> {
            faults.clear();
            return rules();
        }, "GET /fault_plan", (_, _) -> Control.reply(plan.plan()), "POST /fault_plan", (request, _) -> {
            plan.set(Control.JSON.readValue(request.body(), FaultPlan.Plan.class));
            return Control.reply(plan.plan());
        }, "DELETE /fault_plan", (_, _) -> {
            plan.set(FaultPlan.Plan.NONE);
            return Control.reply(plan.plan());
        });
    }

    private Response rules() {
        return Control.reply(faults.remaining());
    }
}
