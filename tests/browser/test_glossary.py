"""From a lesson to the glossary, and from a word to the lesson that explains it."""

from playwright.sync_api import expect

LESSON = "02_activations.ipynb"


def test_a_lesson_leads_to_the_glossary_and_a_word_to_where_it_is_explained(page):
    page.open(LESSON)
    page.page.get_by_role("link", name="glossary", exact=True).first.click()
    glossary = page.page.locator(".jp-MarkdownViewer")  # read, not the text in an editor
    expect(glossary.get_by_role("heading", name="Glossary")).to_be_visible()
    word = glossary.locator("li", has_text="decision boundary.")
    word.scroll_into_view_if_needed()
    page.shot("glossary")
    word.get_by_role("link", name="01 Neuron").click()

    tab = page.page.locator(".jp-mod-current", has_text="01_neuron.ipynb")
    expect(tab).to_be_visible()
    explained = page.page.get_by_text("It is called the decision boundary")
    expect(explained).to_be_in_viewport()
    page.shot("explained")
    assert page.complaints == []
