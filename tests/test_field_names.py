"""Records of newsrooms, interfaces, monitors and scrapers are read by the names that each gives its fields."""

from __future__ import annotations

import json

import pytest

from bench.layouts import drafts_of_file
from indexer import dates, outlets
from indexer.draft import Draft

TITLE = "Ferry to Little Sable runs again"
LEAD = (
    "The ferry to Little Sable sailed on Tuesday for the first time since the storm, with eleven passengers and a goat."
)
REST = (
    "Its captain, Ada Morrow, said that the goat had paid in full. The harbour office has lent her a bell until autumn."
)
TEXT = f"{LEAD}\n\n{REST}"
HTML = f"<p>{LEAD}</p>\n<p>{REST}</p>"
DAY = "2025-06-24"
URL = "https://straitobserver.example/news/ferry-runs"
PAPER = "Strait Observer"
AUTHOR = "Nadia Holm"

RECORDS: dict[str, object] = {
    "newsroom, seconds": {
        "sid": 71, "slug": "ferry-0624", "brand": PAPER, "hed": TITLE, "dek": "Eleven passengers, one goat",
        "bylines": [{"name": AUTHOR, "role": "writer"}], "story_body": TEXT, "pub_ts": 1750760400,
        "mod_ts": 1750999999, "canonical": URL, "assets": [{"kind": "photo", "cap": "The goat"}],
    },
    "milliseconds": {
        "headline": TITLE, "publisher": {"id": 4, "name": PAPER}, "body_html": HTML, "publishedAtMs": 1750760400000,
        "updatedAtMs": 1750999999000, "link": URL, "writers": [{"displayName": AUTHOR}],
    },
    "NewsAPI": {"articles": [{
        "source": {"id": None, "name": PAPER}, "author": AUTHOR, "title": TITLE, "description": "Eleven passengers",
        "url": URL, "urlToImage": "https://straitobserver.example/goat.jpg", "publishedAt": "2025-06-24T10:20:00Z",
        "content": TEXT,
    }]},
    "GNews": {"totalArticles": 1, "articles": [{
        "title": TITLE, "description": "Eleven passengers", "content": TEXT, "url": URL,
        "image": "https://straitobserver.example/goat.jpg", "publishedAt": "2025-06-24T10:20:00Z",
        "source": {"name": PAPER, "url": "https://straitobserver.example"}, "author": AUTHOR,
    }]},
    "Mediastack": {"pagination": {"limit": 1}, "data": [{
        "author": AUTHOR, "title": TITLE, "description": TEXT, "url": URL, "source": PAPER, "image": None,
        "category": "general", "language": "en", "country": "us", "published_at": "2025-06-24T10:20:00+00:00",
    }]},
    "NewsData": {"status": "success", "results": [{
        "article_id": "6a1", "title": TITLE, "link": URL, "keywords": ["ferry"], "creator": [AUTHOR],
        "description": "Eleven passengers", "content": TEXT, "pubDate": "2025-06-24 10:20:00", "pubDateTZ": "UTC",
        "source_id": "straitobserver", "source_priority": 1017, "source_name": PAPER,
        "source_url": "https://straitobserver.example", "language": "english", "country": ["malta"],
    }]},
    "Event Registry": {"articles": {"page": 1, "totalResults": 1, "results": [{
        "uri": "8122", "lang": "eng", "isDuplicate": False, "date": "2025-06-24", "time": "10:20:00",
        "dateTime": "2025-06-24T10:20:00Z", "dateTimePub": "2025-06-24T10:11:00Z", "dataType": "news", "sim": 0,
        "url": URL, "title": TITLE, "body": TEXT, "authors": [{"uri": "n_holm@s.example", "name": AUTHOR}],
        "source": {"uri": "straitobserver.example", "dataType": "news", "title": PAPER}, "sentiment": 0.2,
    }]}},
    "Webhose": {"posts": [{
        "thread": {
            "uuid": "ab", "url": "https://elsewhere.example/thread", "site_full": "www.straitobserver.example",
            "site": "straitobserver.example", "site_section": "https://straitobserver.example/news",
            "section_title": "News - Strait", "title": "News", "published": "2025-06-20T10:20:00.000+03:00",
        },
        "uuid": "ab", "url": URL, "ord_in_thread": 0, "author": AUTHOR, "published": "2025-06-24T10:20:00.000+03:00",
        "title": TITLE, "text": TEXT, "language": "english", "crawled": "2025-06-25T10:20:00.000+03:00",
        "entities": {"persons": [{"name": "ada morrow", "sentiment": "none"}]},
    }], "totalResults": 1},
    "Arc": {
        "_id": "X", "type": "story", "version": "0.10.9", "canonical_url": URL, "language": "en",
        "headlines": {"basic": TITLE, "mobile": "", "print": None}, "subheadlines": {"basic": "Eleven passengers"},
        "description": {"basic": "A goat sails"}, "created_date": "2025-06-20T08:00:00.000Z",
        "last_updated_date": "2025-06-26T08:00:00.000Z", "publish_date": "2025-06-26T08:00:00.000Z",
        "display_date": "2025-06-24T10:20:00.000Z", "first_publish_date": "2025-06-24T10:20:00.000Z",
        "credits": {"by": [{"type": "author", "name": AUTHOR, "description": "covers harbours"}]},
        "source": {"system": "composer", "name": PAPER, "source_type": "staff"},
        "content_elements": [
            {"_id": "A", "type": "text", "content": LEAD},
            {"_id": "B", "type": "image", "caption": "The goat on its way", "url": "https://s.example/goat.jpg"},
            {"_id": "C", "type": "text", "content": REST},
        ],
        "related_content": {"basic": [{"type": "story", "headlines": {"basic": "Another story of ferries"}}]},
        "taxonomy": {"tags": [{"text": "ferries"}], "sections": [{"name": "Islands"}]},
    },
    "WordPress": [{
        "id": 812, "date": "2025-06-24T10:20:00", "date_gmt": "2025-06-24T08:20:00", "modified": "2025-06-26T08:00:00",
        "guid": {"rendered": "https://straitobserver.example/?p=812"}, "slug": "ferry", "status": "publish",
        "type": "post", "link": URL, "title": {"rendered": TITLE}, "content": {"rendered": HTML, "protected": False},
        "excerpt": {"rendered": "<p>Eleven passengers [&hellip;]</p>"}, "author": 17, "featured_media": 90,
        "categories": [4, 8], "_embedded": {
            "author": [{"id": 17, "name": AUTHOR, "url": "", "description": "covers harbours"}],
            "wp:term": [[{"id": 4, "name": "Islands", "link": "https://straitobserver.example/islands"}]],
        },
        "yoast_head_json": {"title": TITLE + " - " + PAPER, "og_site_name": PAPER},
    }],
    "Guardian": {"response": {"status": "ok", "total": 1, "results": [{
        "id": "islands/2025/jun/24/ferry", "type": "article", "sectionId": "islands", "sectionName": "Islands",
        "webPublicationDate": "2025-06-24T10:20:00Z", "webTitle": TITLE, "webUrl": URL,
        "apiUrl": "https://content.example/ferry",
        "fields": {
            "headline": TITLE, "trailText": "Eleven passengers", "byline": AUTHOR, "body": HTML,
            "bodyText": TEXT, "wordcount": "44", "lastModified": "2025-06-26T08:00:00Z", "publication": PAPER,
            "productionOffice": "UK", "lang": "en",
        },
    }]}},
    "New York": {"status": "OK", "response": {"docs": [{
        "abstract": "Eleven passengers", "web_url": URL, "snippet": "Eleven passengers",
        "lead_paragraph": TEXT, "source": PAPER, "multimedia": [{"caption": "The goat", "url": "images/goat.jpg"}],
        "headline": {"main": TITLE, "kicker": "Islands", "print_headline": "Ferry, Again"},
        "keywords": [{"name": "subject", "value": "Ferries"}], "pub_date": "2025-06-24T10:20:00+0000",
        "document_type": "article", "section_name": "Islands",
        "byline": {"original": "By " + AUTHOR, "person": [{"firstname": "Nadia", "lastname": "Holm"}]},
        "_id": "nyt://article/1", "word_count": 44, "uri": "nyt://article/1",
    }]}},
    "Drupal": {"jsonapi": {"version": "1.0"}, "data": [{
        "type": "node--article", "id": "0b1c", "links": {"self": {"href": "https://cms.example/jsonapi/0b1c"}},
        "attributes": {
            "drupal_internal__nid": 4, "langcode": "en", "status": True, "title": TITLE,
            "created": "2025-06-24T10:20:00+00:00", "changed": "2025-06-26T08:00:00+00:00",
            "body": {"value": HTML, "format": "html", "processed": HTML, "summary": "Eleven passengers"},
            "field_author": AUTHOR, "field_source": PAPER, "field_canonical_url": URL,
        },
    }]},
    "Strapi": {"data": [{"id": 3, "attributes": {
        "title": TITLE, "content": TEXT, "createdAt": "2025-06-20T08:00:00.000Z",
        "updatedAt": "2025-06-26T08:00:00.000Z", "publishedAt": "2025-06-24T10:20:00.000Z", "locale": "en",
        "canonicalUrl": URL, "publisher": {"data": {"id": 1, "attributes": {"name": PAPER}}},
        "author": {"data": {"id": 9, "attributes": {"name": AUTHOR}}},
        "cover": {"data": {"attributes": {"name": "goat.jpg", "url": "/uploads/goat.jpg"}}},
    }}]},
    "Ghost": {"posts": [{
        "id": "5f", "uuid": "6f", "title": TITLE, "slug": "ferry", "html": HTML, "plaintext": TEXT,
        "feature_image": "https://straitobserver.example/goat.jpg", "created_at": "2025-06-20T08:00:00.000+00:00",
        "updated_at": "2025-06-26T08:00:00.000+00:00", "published_at": "2025-06-24T10:20:00.000+00:00",
        "custom_excerpt": None, "excerpt": "Eleven passengers", "url": URL, "site_title": PAPER,
        "primary_author": {"id": "1", "name": AUTHOR, "bio": "covers harbours"},
        "primary_tag": {"name": "Islands", "url": "https://straitobserver.example/tag/islands"},
    }]},
    "Sanity": {
        "_id": "a", "_type": "article", "_createdAt": "2025-06-20T08:00:00Z", "publishedAt": "2025-06-24T10:20:00Z",
        "title": TITLE, "publication": {"name": PAPER}, "author": {"name": AUTHOR}, "canonicalUrl": URL,
        "body": [
            {"_type": "block", "style": "normal", "children": [
                {"_type": "span", "text": LEAD[:30], "marks": []}, {"_type": "span", "text": LEAD[30:], "marks": ["a"]},
            ]},
            {"_type": "image", "alt": "The goat"},
            {"_type": "block", "style": "normal", "children": [{"_type": "span", "text": REST, "marks": []}]},
        ],
    },
    "Contentful": {"items": [{
        "sys": {"id": "4", "type": "Entry", "createdAt": "2025-06-20T08:00:00Z", "locale": "en"},
        "fields": {
            "title": TITLE, "publishDate": "2025-06-24T10:20:00Z", "byline": AUTHOR, "outlet": PAPER, "url": URL,
            "body": {"nodeType": "document", "data": {}, "content": [
                {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": LEAD, "marks": [], "data": {}}]},
                {"nodeType": "paragraph", "content": [
                    {"nodeType": "text", "value": REST[:20], "marks": []},
                    {"nodeType": "hyperlink", "data": {"uri": "https://bell.example"}, "content": [
                        {"nodeType": "text", "value": REST[20:40], "marks": []},
                    ]},
                    {"nodeType": "text", "value": REST[40:], "marks": []},
                ]},
            ]},
        },
    }]},
    "ninjs": {
        "uri": "urn:newsml:s.example:20250624:1", "type": "text", "versioncreated": "2025-06-24T10:20:00Z",
        "headline": TITLE, "byline": AUTHOR, "body_html": HTML, "body_text": TEXT, "copyrightholder": PAPER,
        "source": PAPER, "located": "Little Sable", "language": "en", "url": URL, "slugline": "ferry-sable",
        "person": [{"name": "Ada Morrow"}], "subject": [{"name": "transport"}], "description_text": "A goat sails",
    },
    "Elastic": {"hits": {"total": 1, "hits": [{"_index": "news", "_id": "77", "_score": 1.0, "_source": {
        "headline": TITLE, "content": TEXT, "publication_date": "Jun 24, 2025 @ 10:20:00.000", "media_name": PAPER,
        "author_name": AUTHOR, "page_url": URL, "@timestamp": "2025-06-27T10:20:00.000Z", "indexed_at": "2025-06-27",
    }}]}},
    "Mongo": {
        "_id": {"$oid": "507f1f77bcf86cd799439011"}, "title": TITLE, "body": TEXT, "source": PAPER, "url": URL,
        "published": {"$date": {"$numberLong": "1750760400000"}}, "crawledAt": {"$date": "2025-06-27T10:20:00Z"},
        "author": AUTHOR,
    },
    "ASP.NET": {
        "ArticleId": 8, "ArticleTitle": TITLE, "ArticleContent": HTML, "PublishDateUtc": "/Date(1750760400000)/",
        "CreatedOn": "/Date(1750560400000+0200)/", "NewspaperName": PAPER, "AuthorName": AUTHOR, "ArticleUrl": URL,
    },
    "newspaper4k": {
        "url": URL, "read_more_link": "", "language": "en", "title": TITLE, "top_image": "https://s.example/g.jpg",
        "authors": [AUTHOR], "publish_date": "2025-06-24 10:20:00", "summary": "", "meta_description": "A goat",
        "meta_lang": "en", "meta_site_name": PAPER, "canonical_link": URL, "text": TEXT, "keywords": ["ferry"],
    },
    "trafilatura": {
        "title": TITLE, "author": AUTHOR, "hostname": "straitobserver.example", "date": DAY, "fingerprint": "6a",
        "id": None, "license": None, "comments": "", "raw_text": TEXT.replace("\n\n", " "), "text": TEXT,
        "language": None, "image": "https://s.example/g.jpg", "pagetype": "article", "filedate": "2025-06-27",
        "source": URL, "source-hostname": PAPER, "excerpt": "A goat", "categories": "Islands", "tags": "ferry",
    },
    "fundus": {
        "title": TITLE, "authors": [AUTHOR], "publishing_date": "2025-06-24 10:20:00+02:00", "lang": "en",
        "publisher": PAPER, "plaintext": TEXT, "topics": ["Islands"], "crawl_date": "2025-06-27 10:20:00",
        "html": {"requested_url": URL, "responded_url": URL},
        "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [LEAD, REST]}]},
    },
    "news-please": {
        "authors": [AUTHOR], "date_download": "2025-06-27 10:20:00", "date_modify": "2025-06-26 08:00:00",
        "date_publish": "2025-06-24 10:20:00", "description": "A goat", "filename": "f.json", "image_url": "i",
        "language": "en", "localpath": "null", "title": TITLE, "title_page": None, "title_rss": None,
        "source_domain": "straitobserver.example", "maintext": TEXT, "url": URL,
    },
    "RealNews": {
        "title": TITLE, "text": TEXT, "summary": None, "authors": [AUTHOR], "publish_date": "06-24-2025",
        "status": "success", "url": URL, "domain": "straitobserver.example", "warc_date": "2025-06-27T10:20:00Z",
        "split": "train",
    },
    "Scrapy": {
        "page_title": TITLE + " | " + PAPER, "article_title": TITLE, "article_text": [LEAD, REST],
        "article_date": "June 24, 2025", "article_author": AUTHOR, "article_url": URL, "news_source": PAPER,
        "scraped_on": "2025-06-27", "spider": "strait", "image_urls": ["https://s.example/g.jpg"],
    },
    "Factiva": {
        "an": "STRO000020250624el6o0001", "title": TITLE, "snippet": "A goat", "body": TEXT, "byline": AUTHOR,
        "publication_datetime": 1750760400000, "modification_datetime": 1750999999000, "language_code": "en",
        "ingestion_datetime": 1750999999000, "source_name": PAPER, "publisher_name": "Strait Media Group",
        "source_code": "STRO", "word_count": 44, "url": URL,
    },
    "Media Cloud": {
        "stories_id": 55, "publish_date": "2025-06-24 10:20:00", "title": TITLE, "url": URL, "language": "en",
        "media_id": 4, "media_name": PAPER, "media_url": "https://straitobserver.example", "story_text": TEXT,
        "indexed_date": "2025-06-27 10:20:00", "authors": AUTHOR,
    },
    "Feedly": {"id": "stream", "items": [{
        "id": "e1", "originId": "https://s.example/?p=1", "title": TITLE, "author": AUTHOR, "published": 1750760400000,
        "crawled": 1750999999000, "origin": {"streamId": "feed/https://s.example/rss", "title": PAPER},
        "canonicalUrl": URL, "content": {"direction": "ltr", "content": HTML}, "visual": {"url": "https://s.example/g"},
    }]},
    "Inoreader": {"direction": "ltr", "id": "user/1/label/News", "title": "News", "items": [{
        "id": "tag:g.example,2005:reader/item/1", "title": TITLE, "author": AUTHOR, "published": 1750760400,
        "crawlTimeMsec": "1750999999000", "canonical": [{"href": URL}], "categories": ["user/1/state/read"],
        "summary": {"direction": "ltr", "content": HTML}, "origin": {"streamId": "feed/1", "title": PAPER},
    }]},
    "JSON Feed": {"version": "https://jsonfeed.org/version/1.1", "title": "Shared", "description": "What we read",
        "items": [{
            "id": "1", "url": URL, "title": TITLE, "content_html": HTML, "date_published": "2025-06-24T10:20:00Z",
            "authors": [{"name": AUTHOR}], "_source": {"title": PAPER}, "publisher": PAPER,
    }]},
    "Wallabag": [{
        "id": 4, "title": TITLE, "content": HTML, "url": URL, "domain_name": "straitobserver.example", "language": "en",
        "published_at": "2025-06-24T10:20:00+0000", "published_by": [AUTHOR], "created_at": "2025-06-27T08:00:00+0000",
        "is_archived": 0, "reading_time": 1, "preview_picture": "https://s.example/g.jpg", "publisher": PAPER,
    }],
    "Readability": {
        "title": TITLE, "byline": AUTHOR, "dir": "ltr", "lang": "en", "content": HTML, "textContent": TEXT,
        "excerpt": "A goat sails", "siteName": PAPER, "publishedTime": "2025-06-24T10:20:00Z", "url": URL,
    },
    "Diffbot": {"request": {"pageUrl": URL}, "objects": [{
        "date": "Tue, 24 Jun 2025 10:20:00 GMT", "author": AUTHOR, "siteName": PAPER, "title": TITLE, "text": TEXT,
        "html": HTML, "pageUrl": URL, "humanLanguage": "en", "tags": [{"label": "Ferry", "uri": "https://d.example/F"}],
    }]},
    "Goose": {
        "meta": {"description": "A goat", "lang": "en", "canonical": URL}, "domain": "straitobserver.example",
        "title": TITLE, "cleaned_text": TEXT, "authors": [AUTHOR], "publish_date": "2025-06-24T10:20:00Z",
        "opengraph": {"title": TITLE, "site_name": PAPER, "description": "A goat"}, "image": {"url": "i"},
    },
    "CSL": [{
        "id": "holm", "type": "article-newspaper", "title": TITLE, "container-title": PAPER, "abstract": TEXT,
        "issued": {"date-parts": [[2025, 6, 24]]}, "accessed": {"date-parts": [[2025, 6, 27]]}, "URL": URL,
        "author": [{"literal": AUTHOR}],
    }],
    "by columns": {
        "headline": {"0": TITLE}, "body": {"0": TEXT}, "published": {"0": 1750760400000}, "source": {"0": PAPER},
        "author": {"0": AUTHOR}, "url": {"0": URL},
    },
    "by lists": {"title": [TITLE], "text": [TEXT], "date": [DAY], "outlet": [PAPER], "author": [AUTHOR], "url": [URL]},
    "by rows": {
        "columns": ["title", "text", "date", "outlet", "author", "url"], "index": [0],
        "data": [[TITLE, TEXT, DAY, PAPER, AUTHOR, URL]],
    },
    "Talkwalker": {
        "url": URL, "indexed": 1750999999000, "published": 1750760400000, "title": TITLE, "content": TEXT,
        "content_snippet": "... a goat ...", "lang": "en", "domain_url": "http://straitobserver.example/",
        "host_url": "http://straitobserver.example/", "source_type": ["ONLINENEWS"],
        "extra_author_attributes": {"name": AUTHOR}, "extra_source_attributes": {"name": PAPER},
    },
}  # fmt: skip

TABLES = {
    "Meltwater": (
        "Date,Time,Document ID,URL,Input Name,Source Name,Source Domain,Author Name,Title,Opening Text,Full Text\n"
        f'24-Jun-2025,10:20AM,77,{URL},Ferries,{PAPER},straitobserver.example,{AUTHOR},{TITLE},A goat,"{TEXT}"\n'
    ),
    "Meltwater, before": (
        "Date\tHeadline\tURL\tOpening Text\tHit Sentence\tBody Text\tSource\tInfluencer\tCountry\tReach\n"
        f'24-Jun-2025 10:20AM\t{TITLE}\t{URL}\tA goat\t... goat ...\t"{TEXT}"\t{PAPER}\t{AUTHOR}\tMalta\t12\n'
    ),
    "Cision": (
        "News Date,News Headline,Outlet Name,Media Type,Contact Name,News Text,Link,UVPM\n"
        f'24 June 2025,{TITLE},{PAPER},Online,{AUTHOR},"{TEXT}",{URL},4.500\n'
    ),
    "LexisNexis": (
        "Document ID,Headline,Publication,Publication Date,Byline,Section,Length,Body,Language,URL\n"
        f'urn:1,{TITLE},{PAPER},"June 24, 2025 Tuesday",{AUTHOR},Islands,44 words,"{TEXT}",ENGLISH,{URL}\n'
    ),
    "Nexis Data": (
        "ResultId,Jurisdiction,Date,Title,Byline,Source.Name,Source.Id,Document.Content,Document.Citation,WebUrl\n"
        f'urn:1,Malta,2025-06-24T00:00:00Z,{TITLE},{AUTHOR},{PAPER},55,"{HTML}",,{URL}\n'
    ),
    "Factiva": (
        f'HD,BY,WC,PD,ET,SN,SC,LA,LP,TD,AN,UR\n'
        f'{TITLE},{AUTHOR},44 words,24 June 2025,10:20,{PAPER},STRO,English,"{LEAD}","{REST}",STRO1,{URL}\n'
    ),
    "Brandwatch": (
        "Query Id,Date,Title,Snippet,Url,Domain,Sentiment,Page Type,Language,Full Text,Author,Full Name,Added,"
        "Publication Name,Resource Id\n"
        f'9,2025-06-24 10:20:00.0,{TITLE},A goat,{URL},straitobserver.example,neutral,news,en,"{TEXT}",{AUTHOR},,'
        f"2025-06-27,{PAPER},77\n"
    ),
    "Swissdox": (
        "id\tpubtime\tmedium_code\tmedium_name\trubric\tlanguage\tdateline\thead\tsubhead\tcontent\tauthor\turl\n"
        f"7\t2025-06-24 00:00:00+02:00\tSTRO\t{PAPER}\tInseln\ten\t\t{TITLE}\tA goat\t"
        f"<tx><ld><p>{LEAD}</p></ld><p>{REST}</p></tx>\t{AUTHOR}\t{URL}\n"
    ),
    "ProQuest": (
        "Title,Abstract,StoreId,ArticleType,Authors,pubdate,pubtitle,language,DocumentURL,FullText\n"
        f'{TITLE},A goat,77,News,{AUTHOR},"Jun 24, 2025",{PAPER},English,{URL},"{TEXT}"\n'
    ),
    "Europresse": (
        "N°;Date de parution;Support;Titre;Auteur(s);Texte intégral;Nb de mots;Lien\n"
        f'1;24/06/2025;{PAPER};{TITLE};{AUTHOR};"{TEXT}";44;{URL}\n'
    ),
}  # fmt: skip

COLUMNS = {
    "Polish": ("Tytuł\tŹródło\tData publikacji\tAutor\tTreść\tAdres URL", "24.06.2025 08:12"),
    "Polish without accents": ("Tytul;Zrodlo;Data;Autor;Tresc artykulu;Link", "24.06.2025"),
    "Czech": ("Titulek;Zdroj;Datum;Autor;Text článku;Odkaz", "24. 6. 2025"),
    "Hungarian": ("Cím;Forrás;Megjelenés;Szerző;Szöveg;Link", "2025.06.24."),
    "Swedish": ("Rubrik;Källa;Publiceringsdatum;Skribent;Brödtext;Länk", DAY),
    "Danish": ("Overskrift;Kilde;Dato;Journalist;Brødtekst;Adresse", DAY),
    "Dutch": ("Kop;Bron;Datum;Auteur;Tekst;Link", "24-06-2025"),
    "Finnish": ("Otsikko;Lähde;Päivämäärä;Kirjoittaja;Teksti;Linkki", "24.6.2025"),
    "Romanian": ("Titlu;Sursă;Data publicării;Autor;Conținut;Link", "24.06.2025"),
    "Greek": ("Τίτλος;Πηγή;Ημερομηνία;Συντάκτης;Κείμενο;Σύνδεσμος", "24/06/2025"),
    "Ukrainian": ("Заголовок;Джерело;Дата публікації;Автор;Текст;Посилання", "24.06.2025"),
    "Bulgarian": ("Заглавие;Източник;Дата;Автор;Съдържание;Връзка", "24.06.2025"),
    "Croatian": ("Naslov;Izvor;Datum objave;Autor;Sadržaj;Poveznica", "24.06.2025."),
    "Indonesian": ("Judul;Sumber;Tanggal;Penulis;Isi Berita;Tautan", "24 Juni 2025"),
    "Vietnamese": ("Tiêu đề;Nguồn;Ngày đăng;Tác giả;Nội dung;Liên kết", "24/06/2025"),
    "Hebrew": ("כותרת;מקור;תאריך;מחבר;תוכן;קישור", "24/06/2025"),
    "Hindi": ("शीर्षक;स्रोत;दिनांक;लेखक;पाठ;लिंक", "24/06/2025"),
    "Arabic": ("عنوان الخبر;الصحيفة;تاريخ النشر;الكاتب;نص الخبر;الرابط", "24/06/2025"),
    "Persian": ("تیتر;خبرگزاری;تاریخ انتشار;نویسنده;متن خبر;لینک", DAY),
    "Chinese": ("标题;媒体名称;发布日期;作者;正文;链接", "2025年6月24日"),
    "Japanese": ("見出し;媒体名;掲載日;著者;本文;URL", "2025年6月24日"),
    "Korean": ("제목;언론사;일자;기고자;본문;URL", "2025. 6. 24."),
    "French": ("Titre;Support;Date de parution;Auteur(s);Texte intégral;Lien", "24/06/2025"),
    "Portuguese": ("Título;Veículo;Data de publicação;Autor(a);Texto;Link", "24/06/2025"),
    "Spanish": ("Titular;Medio;Fecha de publicación;Periodista;Cuerpo;Enlace", "24/06/2025"),
    "Turkish": ("Başlık;Yayın;Yayın Tarihi;Yazar;İçerik;Bağlantı", "24.06.2025"),
    "Russian": ("Заголовок;Источник;Дата публикации;Автор;Текст статьи;Ссылка", "24.06.2025"),
    "German": ("Titel;Medium;Erscheinungsdatum;Autor/in;Volltext;Link", "24.06.2025"),
    "no name for the text": ("Title;Source;Date;Author;Treatment;Link", DAY),
}
"""The names of columns, in the order headline, outlet, day, author, text, address; how the day is written."""

NO_OUTLET = frozenset({"news-please", "RealNews", "Webhose"})
"""Those that give the host of an outlet and not its name."""


def _said(draft: Draft) -> dict[str, str | None]:
    date = dates.resolve(draft.hints, captured="2025-06-28T12:00:00Z", language="en", country="FR")
    outlet = outlets.find(draft.hints)
    authors = [hint.value.removeprefix("By ") for hint in draft.hints if hint.name == "author"]
    url = draft.hint("url")
    return {
        "title": draft.title,
        "text": draft.text,
        "day": (date.value or "")[:10] or None,
        "outlet": outlet.name if outlet else None,
        "author": authors[0] if authors else None,
        "url": url.value if url else None,
    }


def _expected(host_only: bool) -> dict[str, str | None]:
    paper = "straitobserver.example" if host_only else PAPER
    return {"title": TITLE, "text": TEXT, "day": DAY, "outlet": paper, "author": AUTHOR, "url": URL}


@pytest.mark.parametrize("name", RECORDS)
def test_records_of_many_makers_are_read(name: str) -> None:
    (draft,) = drafts_of_file(json.dumps(RECORDS[name], ensure_ascii=False, indent=1), "export.json")
    assert _said(draft) == _expected(name in NO_OUTLET)


ANSWERS = frozenset({"articles", "data", "results", "posts", "response", "items", "hits", "objects"})
"""The lists in which interfaces answer: no line of JSON Lines."""


@pytest.mark.parametrize("name", [n for n, r in RECORDS.items() if isinstance(r, dict) and not ANSWERS & r.keys()])
def test_the_same_in_a_line(name: str) -> None:
    (draft,) = drafts_of_file(json.dumps(RECORDS[name], ensure_ascii=False) + "\n", "export.jsonl")
    assert _said(draft) == _expected(name in NO_OUTLET)


@pytest.mark.parametrize("name", TABLES)
def test_tables_of_many_makers_are_read(name: str) -> None:
    (draft,) = drafts_of_file(TABLES[name], "export.csv")
    assert _said(draft) == _expected(False)


@pytest.mark.parametrize("name", COLUMNS)
def test_tables_in_many_languages_are_read(name: str) -> None:
    head, day = COLUMNS[name]
    row = (TITLE, PAPER, day, AUTHOR, f'"{TEXT}"', URL)
    mark = "\t" if "\t" in head else ";"
    (draft,) = drafts_of_file(f"N{mark}{head}\n1{mark}{mark.join(row)}\n", "export.csv")
    assert _said(draft) == _expected(False)


def test_a_table_of_records_in_one_object_gives_each() -> None:
    rows = {f"n{i}": {"headline": f"No. {i}", "body": TEXT, "pub_date": DAY, "paper": PAPER} for i in range(3)}
    columns = {
        name: {key: row[name] for key, row in rows.items()} for name in ("headline", "body", "pub_date", "paper")
    }
    for value in (rows, columns, {"export": rows}, {name: list(column.values()) for name, column in columns.items()}):
        found = drafts_of_file(json.dumps(value), "export.json")
        assert [(draft.title, draft.text) for draft in found] == [(f"No. {i}", TEXT) for i in range(3)]
        assert {said["outlet"] for said in map(_said, found)} == {PAPER}


def test_a_record_whose_fields_are_objects_is_no_table() -> None:
    record = {"title": {"main": TITLE, "sub": "A goat"}, "text": {"main": TEXT, "sub": "b"}, "tags": ["a", "b"]}
    (draft,) = drafts_of_file(json.dumps(record), "export.json")
    assert (draft.title, draft.text) == (TITLE, TEXT)


def test_an_answer_of_an_interface_in_a_line_gives_each_of_its_articles() -> None:
    made = [{"title": f"Ferry no. {i}", "content": TEXT, "publishedAt": DAY} for i in range(4)]
    lines = [
        {"page": 1, "source": PAPER, "language": "en", "articles": made[:2]},
        {"name": "Papers", "result": {"posts": made[2:], "tags": [{"name": "ferries", "text": TEXT}]}},
    ]
    found = drafts_of_file("\n".join(map(json.dumps, lines)), "answers.jsonl")
    assert [(draft.title, draft.text) for draft in found] == [(made[i]["title"], TEXT) for i in range(4)]
    assert [_said(draft)["outlet"] for draft in found] == [PAPER, PAPER, None, None]


def test_what_else_a_graph_of_linked_data_names_is_no_article() -> None:
    site = {"@type": "WebSite", "name": PAPER, "url": "https://straitobserver.example"}
    news = {"@type": "NewsArticle", "headline": TITLE, "articleBody": TEXT + "… [+120 chars]", "datePublished": DAY}
    (draft,) = drafts_of_file(json.dumps({"@graph": [site, news, {"@type": "Person", "name": AUTHOR}]}), "graph.json")
    assert (draft.title, draft.text) == (TITLE, TEXT)
