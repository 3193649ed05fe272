package io.tillstream.systemtests;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The shop page in a browser, as a buyer uses it.
final class ShopPage {

    private static final Locator.WaitForOptions ATTACHED = new Locator.WaitForOptions()
            .setState(WaitForSelectorState.ATTACHED);

    final Page page;
    final List<String> complaints = new ArrayList<>();
    private final String base;

    ShopPage(BrowserContext context, String base) {
        this.base = base;
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !asksForACartThatIsOnItsWay(message)) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(complaints::add);
    }

    /// A new cart may be asked for before its lane has made it; the browser itself notes the answer.
    private static boolean asksForACartThatIsOnItsWay(ConsoleMessage message) {
        return message.text().contains("status of 404") && message.location().matches(".*/carts/[0-9a-f-]{36}(:.*)?");
    }

    ShopPage open() {
        page.navigate(base + "/");
        return this;
    }

    Locator product(String title) {
        return page.locator(".card").filter(new Locator.FilterOptions().setHasText(title));
    }

    ShopPage puts(String title) {
        product(title).locator(".add").click();
        line(title).first().waitFor(ATTACHED);
        return this;
    }

    /// Gift-wrapped, too.
    ShopPage putsEngraved(String title, String words) {
        var card = product(title);
        card.locator(".options summary").click();
        card.locator(".options [type=checkbox]").check();
        card.locator(".options [type=text]").fill(words);
        card.locator(".add").click();
        line(words).waitFor(ATTACHED);
        return this;
    }

    /// Lines of the cart that say so.
    Locator line(String text) {
        return page.locator(".line").filter(new Locator.FilterOptions().setHasText(text));
    }

    /// Presses what is named so in the cart, by its beginning.
    ShopPage presses(String name) {
        page.locator(".cart [aria-label^='%s']".formatted(name)).click();
        return this;
    }

    /// What a locator's element says, as soon as it says that.
    String waitFor(String css, String text) {
        var found = page.locator(css).filter(new Locator.FilterOptions().setHasText(text));
        found.waitFor();
        return found.innerText();
    }

    ShopPage signsIn(String user) {
        page.locator("#account").click();
        page.locator("[name=user]").fill(user);
        page.locator("#sign-in").click();
        dialogCloses();
        return this;
    }

    ShopPage signsOut() {
        page.locator("#account").click();
        page.locator("#sign-out").click();
        dialogCloses();
        return this;
    }

    private void dialogCloses() {
        page.locator("dialog").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    }

    ShopPage entersCode(String code) {
        page.locator("[name=code]").fill(code);
        page.locator("#apply-code").click();
        return this;
    }

    /// Fields of the address by name. Leaves the last one, so that the shop is told what is complete.
    ShopPage writes(Map<String, String> fields) {
        fields.forEach((name, value) -> page.locator("#address [name=%s]".formatted(name)).fill(value));
        page.locator("#address [name=name]").focus();
        page.locator("#address [name=country]").focus();
        return this;
    }

    ShopPage goesTo(String hash) {
        page.evaluate("hash => { location.hash = hash; }", hash);
        return this;
    }

    ShopPage goesToCheckout() {
        page.evaluate("location.hash = '#/checkout'");
        page.locator("#buy").waitFor();
        return this;
    }

    ShopPage pays(String method) {
        page.locator(".method").filter(new Locator.FilterOptions().setHasText(method)).locator("input").check();
        page.locator("#buy").click();
        return this;
    }

    /// In a browser of its own, with the cart of another buyer: neither hears of what the other does.
    ShopPage with(ShopPage other) {
        page.addInitScript("localStorage.setItem('tillstream.cart', '%s')".formatted(other.kept("cart")));
        return this;
    }

    /// Another page of the same browser.
    ShopPage inAnotherTab() {
        return new ShopPage(page.context(), base);
    }

    /// A tab in the background, from its start on. Without a window a browser takes all its tabs for seen.
    ShopPage hidden() {
        page.addInitScript("""
                window.shown = false;
                Object.defineProperty(document, 'visibilityState', { get: () => window.shown ? 'visible' : 'hidden' });
                """);
        return this;
    }

    /// Now it comes to the front.
    ShopPage shown() {
        page.evaluate("""
                () => {
                  window.shown = true;
                  document.dispatchEvent(new Event('visibilitychange'));
                }
                """);
        return this;
    }

    /// Other tests' products are many, and Tab goes through all of them.
    ShopPage showingOnly(String title) {
        return hiding("!card.textContent.includes('%s')".formatted(title));
    }

    /// Its products have pictures.
    ShopPage showingOnlyTheSample() {
        return hiding("!card.querySelector('img')");
    }

    private ShopPage hiding(String cards) {
        page.addInitScript("""
                document.addEventListener('DOMContentLoaded', () => new MutationObserver(() =>
                    document.querySelectorAll('.card').forEach((card) => { card.hidden = %s; }))
                  .observe(document.body, { childList: true, subtree: true }))
                """.formatted(cards));
        return this;
    }

    ShopPage tabsTo(String selector) {
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            if (Boolean.TRUE.equals(page.evaluate("css => document.activeElement.matches(css)", selector))) {
                return this;
            }
        }
        throw new AssertionError("the Tab key never comes to " + selector);
    }

    /// @param stage idle, sending, waiting, confirmed, failed, refused or unknown
    ShopPage awaits(String stage) {
        page.locator(".checkout[data-stage=" + stage + "]").waitFor();
        return this;
    }

    /// Until there is nothing more to come.
    ShopPage awaitsAllRecords() {
        page.locator(".wire[data-state=complete]").waitFor();
        return this;
    }

    /// How the checkout stands, in words.
    String status() {
        return page.locator("#status").innerText();
    }

    /// Such as `order.events · partition 4 · offset 2`, of each record that is shown.
    List<String> places() {
        return page.locator(".record .place").allInnerTexts();
    }

    /// Of this browser's last cart.
    String cart() {
        return kept("cart").path("id").asString("");
    }

    /// Address of the checkout and its cart, as kept for a reload.
    JsonNode checkout() {
        return kept("checkout");
    }

    private JsonNode kept(String name) {
        var text = page.evaluate("name => localStorage.getItem(name)", "tillstream." + name);
        return JsonMapper.shared().readTree(text == null ? "{}" : text.toString());
    }

    boolean scrollsSideways() {
        return !Boolean.TRUE.equals(page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
    }

    void picture(Path file) {
        page.evaluate("scrollTo(0, 0)");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }
}
